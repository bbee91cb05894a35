"""From bytes to characters: which encoding a capture is in, and what it says."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from backfile.decode.undeclared import likeliest_encoding, likelihood
from backfile.errors import CaptureError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")

_DECLARED = re.compile(rb"""<(?:meta\b[^<>]*?charset|\?xml[^<>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_IN_MEDIA_TYPE = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)

_AS_BROWSERS_READ = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
                     "ascii": "cp1252", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "gb2312": "gb18030",
                     "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "shift_jis": "cp932",
                     "x-sjis": "cp932", "big5": "big5hkscs", "utf-16": "utf-8", "utf-16le": "utf-8"}  # fmt: skip
"""Declared names that pages use for a larger set (Encoding Standard, WHATWG, section 4.2)."""

_STRANGE = re.compile(r"[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""Control characters, which no text has many of."""

_SHIFT = re.compile(rb"\x1b(?:\$[@B]|\$\([DC]|\([JI])")
"""How ISO-2022-JP (RFC 1468) and its like change to another set: all their bytes are those of ASCII."""

_NO_TEXT = re.compile("[\0-\x08\x0e-\x1f\ud800-\udfff\ue000-\uf8ff\ufffd-\uffff]")
_SAMPLE = 65_536
_CONTRADICTED = 1.0
"""How much likelier (mean logarithm of a byte) another reading must be than the one in the declared encoding."""
_FEWEST_TO_CONTRADICT = 20

_BEYOND_ASCII = re.compile("[^\0-\x7f]")
_SURROGATE = re.compile("[\udc80-\udcff]")
_STRAY = {chr(0xDC00 + byte): bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}
"""Bytes that are no UTF-8, as Python notes them (PEP 383), and what they are in windows-1252."""


def read_characters(data: bytes, *, media_type: str = "", name: str = "") -> str:
    """The characters of a capture, without byte order mark.

    In order: the byte order mark; UTF-8, which other encodings are hardly ever by accident, and in which stray bytes of
    windows-1252 are read as such; what the page or its media type declares, unless its letters contradict that; the
    encoding in which it reads most like a language; what charset-normalizer finds most likely.

    Raises:
        CaptureError: the bytes are none, are not text, or are in no encoding that can be told.
    """
    _refuse_no_text(data, name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    if encoding := _wide(data):
        return _readable(data.decode(encoding, "replace"), name)
    if b"\0" in data:
        if data.count(0) * 100 < len(data) and (text := _strictly(data, "utf-8")) is not None:
            return text
        raise CaptureError("it is binary data, not text", place=name, remedy="Save it as text or HTML")
    if _SHIFT.search(data) and (text := _strictly(data, "iso2022_jp_ext")) is not None:
        return text
    if (text := _strictly(data, "utf-8")) is not None or (text := _mixed(data)) is not None:
        return text
    for declared in _declared(data, media_type):
        if (text := _strictly(data, declared)) is not None and not _is_contradicted(data, text, declared):
            return text
    return _detected(data, name)


def _refuse_no_text(data: bytes, name: str) -> None:
    if not data.strip(b"\0 \t\r\n\x0b\x0c"):
        raise CaptureError("it is empty", place=name, remedy="Save the page or paste the text again")


def _marked(data: bytes, encoding: str) -> str:
    """What follows a byte order mark; a mark can be a mistake for UTF-8 alone, whose stray bytes are kept."""
    if encoding == "utf-8" and (text := _mixed(data)) is not None:
        return text
    return data.decode(encoding, "replace")


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: white space and digits have NULs, and all is text of one reading only."""
    head = data[: _SAMPLE - _SAMPLE % 4]
    if b"\0" not in head:
        return ""
    for encoding in _WIDE:
        width = 4 if "32" in encoding else 2
        if len(data) % width:
            continue
        text = _strictly(head[: len(head) - len(head) % width], encoding) or _strictly(head[:-width], encoding)
        if text and not _NO_TEXT.search(text) and _is_of_few_scripts(text):
            return encoding
    return ""


def _is_of_few_scripts(text: str) -> bool:
    """Whether almost all characters are letters of at most a few blocks of Unicode, or ASCII; bytes at random never."""
    letters = [c for c in text if not c.isspace()]
    if not letters or not all(c.isprintable() for c in letters):
        return False
    ideographs = sum("\u3000" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in letters)
    pages = len({ord(c) >> 8 for c in letters if not ("\u3000" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3")})
    plain = sum(c < "\u0080" for c in text)
    return pages <= 5 and (plain * 200 > len(text)) and (ideographs == 0 or ideographs * 2 > len(letters) - plain)


def _declared(data: bytes, media_type: str) -> list[str]:
    names = []
    if found := _DECLARED.search(data, 0, 4096):
        names.append(found[1].decode("latin-1").lower())
    if in_type := _IN_MEDIA_TYPE.search(media_type):
        names.append(in_type[1].lower())
    return [_AS_BROWSERS_READ.get(name, name) for name in names]


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _mixed(data: bytes) -> str | None:
    """UTF-8 with stray bytes of windows-1252; None where more is stray than not."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(_SURROGATE.findall(text))
    right = len(_BEYOND_ASCII.findall(text)) - stray
    return _SURROGATE.sub(lambda found: _STRAY[found[0]], text) if right > stray else None


def _is_contradicted(data: bytes, text: str, declared: str) -> bool:
    """Whether the text would be far likelier in another encoding than the one that it declares."""
    if len(_BEYOND_ASCII.findall(text, 0, _SAMPLE)) < _FEWEST_TO_CONTRADICT:
        return bool(_STRANGE.search(text))
    other = likeliest_encoding(data)
    return bool(other) and likelihood(data, other) - likelihood(data, declared) > _CONTRADICTED


def _detected(data: bytes, name: str) -> str:
    encoding = likeliest_encoding(data)
    if not encoding:
        best = from_bytes(data[:_SAMPLE], steps=5, chunk_size=512).best()
        if best is None:
            raise CaptureError(
                "it is binary data or in an encoding that cannot be told", place=name, remedy="Save it as UTF-8 text"
            )
        encoding = best.encoding
    return _readable(data.decode(encoding, "replace"), name)


def _readable(text: str, name: str) -> str:
    """The text, unless so much of its beginning is control characters that it can be none."""
    beginning = text[:_SAMPLE]
    if len(_STRANGE.findall(beginning)) * 50 > len(beginning):
        raise CaptureError("it is binary data, not text", place=name, remedy="Save it as text or HTML")
    return text
