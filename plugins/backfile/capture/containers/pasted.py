"""Pasted text of several articles in one file, divided where it evidently is: each article is a slice of its bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from backfile.capture.capture import ENTRY, Capture, sha256
from backfile.capture.containers.separators import Separator, separator_in
from backfile.capture.origin import address_in
from backfile.capture.parcel import Parcel

_HEAD = 64 * 1024
"""Bytes among which the first line between two articles must stand."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_PASTE = (b"<", b"{", b"[", b"---\n", b"---\r")
"""What mark-up, JSON, RTF and Markdown with front matter begin with."""

_LONGEST_LINE = 400
"""Bytes of a line that are looked at."""
_LARGEST_WIDE = 64 * 1024 * 1024
"""Bytes of a file in UTF-16 or UTF-32, or without line feeds, which is not read line by line."""
_HEAD_LINES = 6
"""Lines with words among which an article prints its date or address."""
_LONGEST_HEADLINE = 200
_LONGEST_DATE_LINE = 120
_SHORTEST_BODY = 200
"""Characters."""

_YEAR_OR_ADDRESS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|https?://\S+")
_SENTENCE_END = re.compile(r"[.!?…。,;:][\"'”’»“)\]]*$")


@dataclass(slots=True)
class _Section:
    """What stands between two such lines, as offsets in the file; grows while the file is read."""

    mark: Separator | None
    """The line above it."""
    above: int
    """Where that line begins."""
    start: int = -1
    """Where its first line with words begins; -1 as long as there is none."""
    end: int = -1
    """Where its last line with words ends."""
    lines: tuple[str, ...] = ()
    """Its first lines with words."""
    length: int = 0
    """Bytes of its lines below the first."""


def is_several_pastes(parcel: Parcel) -> bool:
    """Whether it is pasted text that evidently holds several articles, each with a headline and a body of its own.

    The evidence: a row of numbered documents (`1 of 25 DOCUMENTS`), two and more ends of documents (`End of Document`,
    a document's number at its end), or drawn lines (`====`, `* * *`, a form feed) below which an article begins each
    time: a headline, near it a year or an address, and a body. So the subheads, signatures and breaks of one story
    never divide it.
    """
    head = parcel.head(_HEAD)
    mark, encoding = _encoding(head)
    if head[len(mark) :].lstrip().startswith(_NO_PASTE) or (encoding in ("", "utf-8") and b"\0" in head):
        return False
    text = head[len(mark) :].decode(encoding or "utf-8", "replace")
    glance = any(line.startswith("\f") or separator_in(line) for line in re.split(r"[\n\r]", text))
    return glance and len(_articles(parcel)) > 1


def open_pastes(parcel: Parcel) -> Iterator[Capture]:
    """The articles of a pasted text: each the slice of the file's bytes from its first line to its last.

    What stands between them is kept as the frame of the article below it, a cover as that of the first.
    """
    articles = _articles(parcel)
    mark, _ = _encoding(parcel.head())
    for number, article in enumerate(articles, 1):
        data = _slice(parcel, article.start, article.end)
        above = _slice(parcel, article.above, article.start)
        below = _slice(parcel, article.end, parcel.size) if number == len(articles) else b""
        frame = (b"" if above.startswith(mark) else mark) + above + ENTRY + below
        yield Capture(
            data=data,
            digest=sha256(data),
            name=f"{parcel.name}#{number}",
            media_type="text/plain",
            target_uri=dict(parcel.notes).get("source", "") or address_in(data),
            captured_at=parcel.received_at,
            attachments=parcel.attachments,
            frame=frame if frame.replace(ENTRY, b"").strip() else b"",
            notes=parcel.notes,
        )


def _articles(parcel: Parcel) -> list[_Section]:
    """The articles of a file, in order; none where nothing evidently divides it."""
    sections = list(_sections(parcel))
    for divided in (_numbered(sections), _ended(sections), _drawn(sections)):
        if len(divided) > 1 and all(map(_has_headline_and_body, divided)):
            return divided
    return []


def _numbered(sections: list[_Section]) -> list[_Section]:
    """Divided at the lines that number the documents, if they count on from the first."""
    starts = [place for place, section in enumerate(sections) if section.mark and section.mark.kind == "begins"]
    numbers = [int(section.mark.sign) for section in sections if section.mark and section.mark.kind == "begins"]
    if not starts or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return []
    articles = _divided(sections, starts)
    articles[0].above = sections[0].above
    return articles


def _ended(sections: list[_Section]) -> list[_Section]:
    """Divided below the lines that end a document; what follows the last of them is none."""
    starts = [0, *(place for place, section in enumerate(sections) if section.mark and section.mark.kind == "ends")]
    if len(starts) < 3:
        return []
    *articles, last = _divided(sections, starts)
    return [*articles, last] if _has_headline_and_body(last) and last.length > _SHORTEST_BODY else articles


def _drawn(sections: list[_Section]) -> list[_Section]:
    """Divided at the drawn lines of one kind below which an article begins."""
    best: list[_Section] = []
    for sign in {section.mark.sign for section in sections if section.mark and section.mark.kind == "drawn"}:
        at = [place for place, section in enumerate(sections) if section.mark and section.mark.sign == sign]
        wholes = _divided(sections, [0, *at])
        kept = [place for place, whole in zip([0, *at], wholes, strict=True) if _begins_like_an_article(whole)]
        articles = _divided(sections, kept) if kept[:1] == [0] else []
        best = max(best, articles, key=len)
    return best


def _divided(sections: list[_Section], starts: list[int]) -> list[_Section]:
    """Sections from each of these places up to the next as one."""
    wholes = []
    for start, end in zip(starts, [*starts[1:], len(sections)], strict=True):
        parts = [section for section in sections[start:end] if section.start >= 0]
        lines = tuple(line for part in parts for line in part.lines)[: _HEAD_LINES + 1]
        length = sum(part.length + len(part.lines[0]) for part in parts) - len(parts[0].lines[0]) if parts else 0
        first, last = (parts[0].start, parts[-1].end) if parts else (-1, -1)
        wholes.append(replace(sections[start], start=first, end=last, lines=lines, length=length))
    return wholes


def _has_headline_and_body(article: _Section) -> bool:
    return len(article.lines) > 1 and any(c.isalpha() for line in article.lines for c in line) and article.length > 0


def _begins_like_an_article(section: _Section) -> bool:
    """A headline, near it a year or an address on a line of its own, and a body."""
    headline = next((line for line in section.lines if not _YEAR_OR_ADDRESS.search(line)), "")
    is_headline = 0 < len(headline) <= _LONGEST_HEADLINE and not headline[0].islower()
    dated = any(
        len(line) <= _LONGEST_DATE_LINE and _YEAR_OR_ADDRESS.search(line) and not _SENTENCE_END.search(line)
        for line in section.lines
        if line is not headline
    )
    return is_headline and not _SENTENCE_END.search(headline) and dated and section.length >= _SHORTEST_BODY


# ---- reading the file


def _sections(parcel: Parcel) -> Iterator[_Section]:
    mark, encoding = _encoding(parcel.head())
    encoding = encoding or "utf-8"
    section = _Section(None, 0)
    for start, raw, size in _lines(parcel, encoding):
        line = raw.decode(encoding, "replace").lstrip("\ufeff")
        found = separator_in(line)
        if line.startswith("\f"):
            found = Separator("drawn", "\f")
        if found and found.kind == "ends":
            _add(section, start, size, line)
            yield section
            section = _Section(found, start + size)
        elif found:
            yield section
            section = _Section(found, start)
            feed = len("\f".encode(encoding))
            _add(section, start + feed, size - feed, line[1:] if line.startswith("\f") else "")
        else:
            _add(section, max(start, len(mark)), size - max(0, len(mark) - start), line)
    yield section


def _add(section: _Section, start: int, size: int, line: str) -> None:
    words = " ".join(line.split())
    if not words:
        return
    if section.start < 0:
        section.start = start
    else:
        section.length += size
    section.end = start + size
    if len(section.lines) <= _HEAD_LINES:
        section.lines = (*section.lines, words)


def _lines(parcel: Parcel, encoding: str) -> Iterator[tuple[int, bytes, int]]:
    """(offset, first bytes, size) of each line, its ending included."""
    by_line = encoding == "utf-8" and b"\n" in parcel.head(_HEAD)
    parcel.file.seek(0)
    if by_line:
        yield from _long_lines(parcel)
    elif parcel.size <= _LARGEST_WIDE:
        offset, plain = 0, "latin-1" if encoding == "utf-8" else encoding
        with suppress(UnicodeError):
            text = parcel.file.read().decode(plain, "surrogatepass")
            for found in re.finditer(r"[^\r\n]*(?:\r\n?|\n|$)", text):
                raw = found[0].encode(plain, "surrogatepass")
                yield offset, raw[:_LONGEST_LINE], len(raw)
                offset += len(raw)


def _long_lines(parcel: Parcel) -> Iterator[tuple[int, bytes, int]]:
    """The lines of a file, of which memory holds a piece at a time, however long they are."""
    offset, head, size = 0, b"", 0
    while piece := parcel.file.readline(_HEAD):
        head, size = head or piece[:_LONGEST_LINE], size + len(piece)
        if piece.endswith(b"\n"):
            yield offset, head, size
            offset, head, size = offset + size, b"", 0
    if size:
        yield offset, head, size


def _slice(parcel: Parcel, start: int, end: int) -> bytes:
    parcel.file.seek(start)
    return parcel.file.read(end - start)


def _encoding(head: bytes) -> tuple[bytes, str]:
    """The byte order mark that a file begins with, and the encoding it stands for."""
    return next(((mark, encoding) for mark, encoding in _MARKS if head.startswith(mark)), (b"", ""))
