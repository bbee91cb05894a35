"""From bytes to characters: which encoding a capture is in, and what it says."""

from __future__ import annotations

import codecs
import re
from itertools import chain

from charset_normalizer import from_bytes

from backfile.errors import CaptureError
from backfile.vocab.languages import language_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_DECLARED = re.compile(rb"""<(?:meta\b[^<>]*?charset|\?xml[^<>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_IN_MEDIA_TYPE = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)

_AS_BROWSERS_READ = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
                     "ascii": "cp1252", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "gb2312": "gb18030",
                     "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "shift_jis": "cp932",
                     "x-sjis": "cp932"}  # fmt: skip
"""Declared names that pages use for a larger set (Encoding Standard, WHATWG, section 4.2)."""

_SIGNATURES = (
    (b"%PDF-", "a PDF file", "Copy its text into a file and take that in"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "Unpack it, or save it as text or HTML"),
    (b"\x89PNG", "a picture", "Take in the page that it belongs to"),
    (b"\xff\xd8\xff", "a picture", "Take in the page that it belongs to"),
    (b"GIF8", "a picture", "Take in the page that it belongs to"),
    (b"\xd0\xcf\x11\xe0", "an office document", "Save it as text or HTML"),
)

_STRANGE = re.compile(r"[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""Control characters, which no text has many of."""

_LATIN = {
    ("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"): ["cp1250", "iso8859_2"],
    ("az", "ku", "tr"): ["cp1254"],
    ("et", "lt", "lv"): ["cp1257"],
    ("vi",): ["cp1258"],
}
"""Encodings of languages written in Latin letters, where they are not those of Western Europe."""

_ABOVE_ASCII = re.compile(rb"[\x80-\xff]")
_LETTER = re.compile(rb"[A-Za-z]")
_NO_WORD = re.compile(rb"<[^<>]*>|[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
"""Mark-up, and words that are not the same in all encodings."""

_SAMPLE = 65_536
"""Bytes from which an undeclared encoding is judged."""


def read_characters(data: bytes, *, media_type: str = "", name: str = "") -> str:
    """The characters of a capture, without byte order mark.

    In order: the byte order mark; UTF-8, which other encodings are hardly ever by accident; what the page or its
    media type declares; what charset-normalizer finds most likely.

    Raises:
        CaptureError: the bytes are none, are not text, or are in no encoding that can be told.
    """
    _refuse_no_text(data, name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if encoding := _wide(data):
        return _readable(data.decode(encoding, "replace"), name)
    if b"\0" in data:
        if data.count(0) * 100 < len(data) and (text := _strictly(data, "utf-8")) is not None:
            return text
        raise CaptureError("it is binary data, not text", place=name, remedy="Save it as text or HTML")
    if (text := _strictly(data, "utf-8")) is not None:
        return text
    for declared in _declared(data, media_type):
        if (text := _strictly(data, declared)) is not None:
            return text
    return _detected(data, name)


def _refuse_no_text(data: bytes, name: str) -> None:
    if not data.strip(b"\0 \t\r\n\x0b\x0c"):
        raise CaptureError("it is empty", place=name, remedy="Save the page or paste the text again")
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise CaptureError(f"it is {what}, not text", place=name, remedy=remedy)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: most text has a NUL in every other byte."""
    head = data[:_SAMPLE]
    half = len(head) // 2
    if half < 2:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd * 10 > half * 4 and even * 50 < half:
        return "utf-16-le"
    return "utf-16-be" if even * 10 > half * 4 and odd * 50 < half else ""


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
    except (UnicodeDecodeError, LookupError):
        return None


def _latin_encodings(sample: bytes) -> list[str]:
    """The encodings that a text in Latin letters can be in; none where most of its letters are of another script.

    The words that are the same in all of them tell the language, and the language its encodings (HTML Standard,
    section 13.2.3.2, default encodings by locale): a few accents are too little for a guess by frequency.
    """
    above, letters = len(_ABOVE_ASCII.findall(sample)), len(_LETTER.findall(sample))
    if above * 3 > letters:
        return []
    lang = language_of(_NO_WORD.sub(b" ", sample).decode("ascii", "replace"))
    if not lang:
        return ["cp1252", *dict.fromkeys(chain.from_iterable(_LATIN.values()))]
    return next((encodings for languages, encodings in _LATIN.items() if lang in languages), ["cp1252"])


def _detected(data: bytes, name: str) -> str:
    sample = data[:_SAMPLE]
    among = _latin_encodings(sample)
    best = from_bytes(sample, steps=5, chunk_size=512, cp_isolation=among or None).best()
    if best is None:
        raise CaptureError(
            "it is binary data or in an encoding that cannot be told", place=name, remedy="Save it as UTF-8 text"
        )
    return _readable(data.decode(best.encoding, "replace"), name)


def _readable(text: str, name: str) -> str:
    """The text, unless so much of its beginning is control characters that it can be none."""
    beginning = text[:_SAMPLE]
    if len(_STRANGE.findall(beginning)) * 50 > len(beginning):
        raise CaptureError("it is binary data, not text", place=name, remedy="Save it as text or HTML")
    return text
