"""Reading captures in the test's own process: rules that a test changes hold there, and a handful is read faster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pytest


@contextmanager
def reading_in_this_process(*modules: ModuleType) -> Iterator[None]:
    """While it lasts, these modules read one capture after the other instead of handing them to workers."""

    def in_this_process(function: Callable[[Any], Any], things: Iterable[Any], **_: object) -> Iterator[Any]:
        return map(function, things)

    with pytest.MonkeyPatch.context() as patch:
        for module in modules:
            patch.setattr(module, "in_order", in_this_process)
        yield
