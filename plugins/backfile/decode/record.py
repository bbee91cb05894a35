"""Articles as records (JSON, table rows), as trafilatura, news-please and Fundus write them, and others alike."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from backfile.capture.capture import Capture
from backfile.capture.record_names import meaning_of
from backfile.decode.composer import Composer
from backfile.decode.document import Candidate, Document, Role
from backfile.decode.html import decode_html, looks_like_html
from backfile.decode.plain_data import plain_data
from backfile.decode.text import UNPRINTABLE
from backfile.errors import CaptureError

_NOTHING = ("", "null", "none", "nan", "n/a")
"""How programs write that there is nothing (compared in lower case)."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_WORD = re.compile(r"[^\W_]+")
_CUT = re.compile(r"(?:…|\.\.\.)\s*\[\+\d+ chars\]\s*$")
"""How NewsAPI ends a text that it gives the beginning of."""


@dataclass(slots=True)
class _Parts:
    """A record's values by what they are; each with its own name."""

    by_meaning: dict[str, list[tuple[str, object]]] = field(default_factory=dict)
    others: dict[str, object] = field(default_factory=dict)

    def values(self, meaning: str) -> list[object]:
        return [value for _, value in self.by_meaning.get(meaning, ())]

    def texts(self, *meanings: str) -> list[str]:
        """All texts of these meanings, with what lists and tables of names hold."""
        return [text for meaning in meanings for value in self.values(meaning) for text in _texts(value)]


def decode_record(
    record: Mapping[str, object], capture: Capture, media_type: str, *, around: Mapping[str, object] | None = None
) -> Document:
    """The Document of one record: its parts by the names that `record_names.tsv` lists, all others in `extra`.

    A record that holds the whole page is read as that page. What the file says `around` the record is set beside the
    story, but for a `publisher`.

    Raises:
        CaptureError: it has no text, or no name that is known.
    """
    said = dict(around or {})
    publisher = {"publisher": said.pop("publisher")} if "publisher" in said else {}
    parts = _sorted_out({**publisher, **record})
    address = next((text for text in parts.texts("source") if _is_address(text)), capture.target_uri)
    page = next((value for value in parts.values("page") if isinstance(value, str) and looks_like_html(value)), "")
    if page and "<body" in page.lower():
        return _page(page, parts, replace(capture, target_uri=address))
    if not (parts.texts("title") or address) or not (_sections(parts) or parts.texts("body", "page")):
        raise CaptureError(
            "it holds no article that Backfile knows: no title or address, or no text",
            place=capture.name,
            remedy="Name its parts title, date, text, url and author, and take it in again",
        )
    composer = Composer(base=address)
    for text in parts.texts("title"):
        composer.words(Role.HEADLINE, text)
    for text in parts.texts("standfirst"):
        composer.rich(Role.STANDFIRST, text)
    for text in parts.texts("byline"):
        composer.words(Role.BYLINE, text)
    _add_body(composer, parts)
    for text in parts.texts("rights"):
        composer.words(Role.RIGHTS, text)
    for candidate in _candidates(parts, "record"):
        composer.candidate(candidate.field, candidate.value, candidate.source)
    for name, value in parts.others.items():
        composer.keep(name, plain_data(value))
    for name, value in said.items():
        composer.words(Role.BESIDE, f"{name}: {json.dumps(value, ensure_ascii=False)}")
    return composer.document(media_type, lang=_language(parts), uri=address)


def _sorted_out(record: Mapping[str, object]) -> _Parts:
    parts = _Parts()
    for name, value in record.items():
        if value in (None, [], {}) or (isinstance(value, str) and value.strip().lower() in _NOTHING):
            continue
        meaning = meaning_of(name)
        if meaning == "source or outlet":
            meaning = "source" if isinstance(value, str) and _is_address(value) else "outlet"
        if meaning:
            parts.by_meaning.setdefault(meaning, []).append((name, value))
        else:
            parts.others[UNPRINTABLE.sub("", name).strip() or "unnamed"] = value
    return parts


def _page(page: str, parts: _Parts, capture: Capture) -> Document:
    """The page that a record holds; what the record says of it is offered after what the page says itself."""
    document = decode_html(page, capture)
    known = {candidate.field for candidate in document.candidates}
    offered = (c for c in _candidates(parts, "record") if c.field not in known)
    title = [Candidate("title", text, "record") for text in parts.texts("title") if "title" not in known]
    return replace(document, candidates=(*document.candidates, *title, *offered))


def _add_body(composer: Composer, parts: _Parts) -> None:
    """The text: that in sections, else the longest; others only where they say something else."""
    texts = sorted(parts.texts("body"), key=len, reverse=True)
    if sections := _sections(parts):
        said = " ".join(_add_sections(composer, sections))
    else:
        said, *texts = texts or parts.texts("page")
        composer.rich(Role.BODY, said)
    composer.candidate("status", "truncated" if _CUT.search(said) else "", "record")
    for text in (*texts, *parts.texts("beside")):
        if not _says_no_more(text, said):
            composer.rich(Role.BESIDE, text)


def _sections(parts: _Parts) -> Mapping[str, object] | None:
    return next((value for value in parts.values("body") if isinstance(value, dict) and "sections" in value), None)


def _add_sections(composer: Composer, body: Mapping[str, object]) -> Iterator[str]:
    """Fundus's ArticleBody: a summary, and sections of a headline and paragraphs. Gives all that it added."""
    for text in _texts(body.get("summary")):
        composer.words(Role.STANDFIRST, text)
        yield text
    sections = body.get("sections")
    for section in sections if isinstance(sections, list) else []:
        if isinstance(section, dict):
            for text in _texts(section.get("headline")):
                composer.html(Role.BODY, f"<h2>{html.escape(text)}</h2>")
                yield text
            for text in _texts(section.get("paragraphs")):
                composer.words(Role.BODY, text)
                yield text


def _candidates(parts: _Parts, source: str) -> Iterator[Candidate]:
    for name in ("date", "modified", "source", "outlet", "picture", "section", "keyword", "author"):
        for text in parts.texts(name):
            several = re.split(r"\s*;\s*", text) if name in ("author", "keyword", "section") else [text]
            several = [part for one in several for part in one.split(",")] if name == "keyword" else several
            yield from (Candidate(name, part.strip(), source) for part in several if part.strip())
    addresses = " ".join(parts.texts("source"))
    for host in parts.texts("host"):
        if host not in addresses:
            yield Candidate("outlet", host, source)


def _language(parts: _Parts) -> str:
    return next((text for text in parts.texts("lang") if _LANGUAGE.fullmatch(text)), "")


def _texts(value: object) -> list[str]:
    """The texts that a value holds: itself, the items of a list, the names of people and organisations."""
    if isinstance(value, str):
        return [value] if value.strip().lower() not in _NOTHING else []
    if isinstance(value, dict):
        return [text for name in ("name", "title", "text") for text in _texts(value.get(name))][:1]
    if isinstance(value, Iterable):
        return [text for item in value if isinstance(item, str | dict) for text in _texts(item)]
    return [str(value)] if isinstance(value, int | float) and not isinstance(value, bool) else []


def _is_address(text: str) -> bool:
    return bool(re.fullmatch(r"https?://[^\s\x00-\x20]+", text.strip()))


def _says_no_more(text: str, said: str) -> bool:
    """Whether all words of a text are in another, in their order."""
    return " ".join(_WORD.findall(text)) in " ".join(_WORD.findall(said))
