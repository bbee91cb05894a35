"""Pagefind, run over the articles of one bundle (pagefind.app, 1.5, the extended release).

The program is run as `pagefind --service`, the command that its own packages for Node and Python run: pages come on its
standard input and files go to its standard output, each message JSON in base64, ended by a comma. Against `--site`,
which walks a folder, nothing has to be staged on disk, files that stay as they are need not be written again, and pages
are numbered in the order sent rather than in that in which a file system lists a folder: the same articles give the
same bytes everywhere. And when a build is killed its indexer ends too.
"""

from __future__ import annotations

import json
import os
import subprocess
import zlib
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryFile
from threading import Thread
from typing import IO, Any

import pagefind_bin_extended

from backfile.errors import BuildError
from backfile.search.packed_index import MARK, Packed, packed_index
from backfile.search.records import Record, address_of

WORKER = "pagefind-worker.js"
"""The script that searches; one copy serves all bundles, as do the WebAssembly modules, one per language."""

_FRAGMENTS = "fragment/"
_FRAGMENT_ENDING = ".pf_fragment"
_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)
_SILENT = "it ended without an answer"
_ALLOCATION = {"_RJEM_MALLOC_CONF": "narenas:1,tcache_max:1048576"}
"""For jemalloc, which the program is built with (jemalloc.net, TUNING.md): a compressor's buffers are used again
rather than given back after each article, and threads share what is free. It takes a third off the time in the kernel,
and 7 % off memory.
"""
_TOGETHER = 16
"""Pages sent in one go: fewer and longer ones cost less on both sides of a pipe."""
_AHEAD = 64
"""Pages sent before the first of them is answered: the indexer never waits, and holds few of them in memory."""
_TAKEN = b64encode(b'{"message_id":0,"payload":{"type":"IndexedFile"')[:60]
"""How the answer to a page begins; what else stands in it is of no use."""


@dataclass(frozen=True, slots=True)
class Language:
    """The index of one language in a bundle."""

    hash: str
    """Names its metadata: `pagefind.HASH.pf_meta`."""
    wasm: str
    """Names the module that searches it: `wasm.WASM.pagefind`."""
    count: int


@dataclass(frozen=True, slots=True)
class Index:
    """What Pagefind says of an index as a whole."""

    languages: Mapping[str, Language]
    """By the language's tag in lower case, sorted."""
    include_characters: tuple[str, ...]
    """What Pagefind's script must know of how words were told apart."""

    @property
    def shared(self) -> frozenset[str]:
        """Names of the files, the same for all bundles, that search it: the script and its modules."""
        modules = {"unknown", *(language.wasm for language in self.languages.values())}
        return frozenset({WORKER, *(f"wasm.{name}.pagefind" for name in modules)})


@dataclass(frozen=True, slots=True)
class Made:
    """What Pagefind makes of the articles of a bundle."""

    index: Index
    files: Mapping[str, bytes]
    """The index's own, by their names; each name holds a digest of the content."""
    records: Mapping[str, Record]
    """Of each article, by its address; one in which no word was found has none."""
    shared: Mapping[str, bytes]
    """What all bundles share."""


def program() -> Path:
    """The Pagefind that the installed package brings.

    Raises:
        BuildError: the package holds no program for this machine.
    """
    try:
        return Path(pagefind_bin_extended.get_executable())
    except FileNotFoundError as cause:
        raise BuildError(
            "the search indexer is missing", place="pagefind_bin_extended", remedy="Install pagefind[extended] again"
        ) from cause


@cache
def program_version() -> str:
    """The version of Pagefind: another may make other files of the same text."""
    return version("pagefind_bin_extended")


def index_pages(pages: Iterable[tuple[str, bytes]]) -> Made:
    """Index pages, each a site address and HTML; the same pages in the same order give the same files.

    Raises:
        BuildError: Pagefind failed; what it said is in the message.
    """
    words = [str(program()), "--service"]
    with (
        TemporaryFile() as said,
        subprocess.Popen(  # noqa: S603  # our own words
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, env={**_ALLOCATION, **os.environ}
        ) as process,
    ):
        try:
            return _made(_files(process, pages))
        except (EOFError, ValueError, KeyError, TypeError, zlib.error) as cause:
            status = _ended(process)
            said.seek(0)
            told = said.read(2_000).decode("utf-8", "replace").strip()
            raise _failed(f"Pagefind failed with status {status}: {told or cause}") from cause
        except BaseException:
            process.kill()
            raise


def _files(process: subprocess.Popen[bytes], pages: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    assert process.stdin is not None
    assert process.stdout is not None
    answers: SimpleQueue[bytes | None] = SimpleQueue()
    Thread(target=_listen, args=(process.stdout, answers), daemon=True).start()
    requests = iter(_requests(pages))
    waiting = 0
    while together := tuple(islice(requests, _TOGETHER)):
        _send(process.stdin, together)
        waiting += len(together)
        for _ in range(waiting - _AHEAD):
            _answer(answers.get())
        waiting = min(waiting, _AHEAD)
    _send(process.stdin, [{"type": "GetFiles", "index_id": 0}])
    for _ in range(waiting):
        _answer(answers.get())
    files = _answer(answers.get())["files"]
    process.stdin.close()
    return {file["path"]: b64decode(file["content"]) for file in files}


def _ended(process: subprocess.Popen[bytes]) -> int:
    """The status of a process that has failed: its own where it ends by itself now that nobody speaks to it."""
    with suppress(BrokenPipeError):
        if process.stdin:
            process.stdin.close()
    try:
        return process.wait(timeout=2)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _requests(pages: Iterable[tuple[str, bytes]]) -> Iterator[dict[str, object]]:
    yield {"type": "NewIndex", "config": {}}
    for address, page in pages:
        contents = page.decode("utf-8", "replace")
        yield {"type": "AddFile", "index_id": 0, "file_path": None, "url": address, "file_contents": contents}


def _send(pipe: IO[bytes], payloads: Iterable[Mapping[str, object]]) -> None:
    messages = (_JSON.encode({"message_id": 0, "payload": payload}).encode() for payload in payloads)
    try:
        pipe.write(b"".join(b64encode(message) + b"," for message in messages))
        pipe.flush()
    except BrokenPipeError as cause:
        raise EOFError(_SILENT) from cause


def _listen(pipe: IO[bytes], answers: SimpleQueue[bytes | None]) -> None:
    """Pass on every answer as it comes, and None at the end, so that neither side waits for the other to read."""
    begun: list[bytes] = []
    with suppress(ValueError):  # the pipe is closed once nobody waits for an answer
        while heard := pipe.read1(1 << 20):  # type: ignore[attr-defined]  # a pipe's own, of a buffered reader
            first, *others = heard.split(b",")
            begun.append(first)
            for other in others:
                answers.put(b"".join(begun))
                begun = [other]
    answers.put(None)


def _answer(message: bytes | None) -> dict[str, Any]:
    if message is None:
        raise EOFError(_SILENT)
    if message.startswith(_TAKEN):
        return {}
    try:
        payload: dict[str, Any] = json.loads(b64decode(message, validate=True))["payload"]
    except (Base64Error, ValueError) as cause:
        raise ValueError("its answer cannot be understood") from cause
    if payload["type"] == "Error":
        raise ValueError(payload["message"])
    return payload


def _made(files: Mapping[str, bytes]) -> Made:
    entry = json.loads(files["pagefind-entry.json"])
    told = dict(sorted(entry["languages"].items()))
    packed = {tag: packed_index(tag, index["hash"], files) for tag, index in told.items()}
    languages = {
        tag: Language(packed[tag].hash, index["wasm"] or "unknown", index["page_count"]) for tag, index in told.items()
    }
    own = {name: content for each in packed.values() for name, content in each.files.items()}
    index = Index(languages, tuple(entry["include_characters"]))
    shared = {name: files[name] for name in index.shared}
    return Made(index, own, _records(files, packed), shared)


def _records(files: Mapping[str, bytes], packed: Mapping[str, Packed]) -> dict[str, Record]:
    texts = {
        name[len(_FRAGMENTS) : -len(_FRAGMENT_ENDING)]: zlib.decompress(content, 31).removeprefix(MARK)
        for name, content in files.items()
        if name.startswith(_FRAGMENTS)
    }
    count = sum(len(index.pages) for index in packed.values())
    if len(texts) != count:
        raise ValueError(f"it indexed {count} articles and keeps the records of {len(texts)}")
    return {
        address_of(texts[name]): Record(tag, page, texts[name])
        for tag, index in packed.items()
        for page, name in enumerate(index.pages)
    }


def _failed(problem: str) -> BuildError:
    return BuildError(problem, place="search", remedy="Mend what it names, or build without search")
