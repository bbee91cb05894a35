"""How a process begins that does another's work."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import threading
from multiprocessing.process import BaseProcess

_GARBAGE = 100_000
"""Objects made and not freed again after which a process looks for cycles; a hundred pages leave fewer."""

_PR_SET_PDEATHSIG = 1
"""The signal that a process gets when the thread that made it ends (Linux, prctl(2))."""


def begin_forked(parent: int) -> None:
    """End with the thread that forked this process, even where that is killed."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before it could be told
        os._exit(1)
    _begin()


def begin_spawned() -> None:
    """End with the parent, even where it is killed; any of its threads may have made this process."""
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    _begin()


def _begin() -> None:
    """Leave an interruption from the keyboard to the parent.

    Cycles of objects are looked for seldom: among the tables of words, which are never freed, that is a sixth of all
    work of intake.
    """
    gc.set_threshold(_GARBAGE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
