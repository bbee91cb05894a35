"""ninjs (IPTC), 1.x to 3.x, and the JSON of Superdesk, which is ninjs 1.x with fields of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any

from backfile.capture.capture import Capture
from backfile.decode.composer import Composer
from backfile.decode.document import Document, Role
from backfile.decode.ninjs_schema import violations
from backfile.decode.wire import REPORTING_ROLES, is_account, place_code, web_address
from backfile.errors import CaptureError

NINJS = "application/vnd.iptc.ninjs+json"

_BODIES = ("bodies", "body_html", "body_xhtml", "body_text")
_SIGNS = frozenset([
    "versioncreated", "versionCreated", "firstcreated", "firstCreated", "pubstatus", "pubStatus", "usageterms",
    "usageTerms", "headlines", "descriptions", "slugline", "copyrightholder", "copyrightHolder", "infoSources",
    "description_text", "subject", "urgency", "$standard",
])  # fmt: skip
_STATUS = {"canceled": "killed", "cancelled": "killed", "withdrawn": "withdrawn"}
_LONG = re.compile(r'"(?:body_(?:html|xhtml|text)|bodies)"\s*:')


def is_ninjs(text: str) -> bool:
    """Whether a text is a ninjs item: a JSON object with a body and at least two more signs of it."""
    if not text.lstrip("\ufeff \t\r\n").startswith("{") or not _LONG.search(text):
        return False
    try:
        item = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(item, dict) or not any(name in item for name in _BODIES):
        return False
    identified = "type" in item and ("uri" in item or "guid" in item)
    return len(_SIGNS & item.keys()) + identified >= 2


def decode_ninjs(text: str, capture: Capture) -> Document:
    """The Document of a ninjs item, in whichever version: 1.x and 2.x have texts where 3.x has lists.

    What breaks the schema never refuses an item: what a name holds in a form that ninjs does not have goes to `extra`,
    and a note says so.

    Raises:
        CaptureError: it is no JSON object.
    """
    try:
        item = json.loads(text)
    except (ValueError, RecursionError) as cause:
        raise CaptureError("it is broken JSON", place=capture.name, remedy="Mend it, and add it again") from cause
    if not isinstance(item, dict):
        raise CaptureError("it is no JSON object", place=capture.name, remedy="Add each item as a file")
    doubts = violations(item)
    lang = _text(item.pop("language", ""))
    uri = web_address(_text(item.get("uri"))) or web_address(_text(item.get("url")))
    composer = Composer(base=uri)
    composer.candidate("source", uri, "uri")
    _head(item, composer)
    _times(item, composer)
    _publication(item, composer)
    _places(item, composer, lang)
    _people(item, composer)
    for name, value in _rows(item.get("associations")):
        if _picture(value, composer):
            _drop(item, "associations", name)
    _body(item, composer)
    for line in ("creditline", "creditLine"):
        composer.words(Role.CREDIT_LINE, _text(item.pop(line, "")))
    for name, value in item.items():
        composer.keep(name, value)
    return replace(composer.document(NINJS, lang=lang, uri=uri), doubts=doubts)


def _text(value: object) -> str:
    """The text of a value that is one; else nothing."""
    return value.strip() if isinstance(value, str) else ""


def _rows(value: object) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The tables of a list, or of a table of tables (1.x, 2.x), each with its index or name."""
    pairs = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    yield from ((key, row) for key, row in list(pairs) if isinstance(row, dict))


def _drop(item: dict[str, Any], name: str, key: Any) -> None:
    """Take a row that has been read out of its list or table."""
    held = item[name]
    if isinstance(held, dict):
        del held[key]
    else:
        held[key] = None
    if not any(row is not None for row in (held.values() if isinstance(held, dict) else held)):
        del item[name]
    elif isinstance(held, list) and all(row is None or not isinstance(row, dict) for row in held):
        item[name] = [row for row in held if row is not None]


def _values(item: dict[str, Any], single: str, several: str) -> list[tuple[str, str, str]]:
    """(role, type, value) of the texts that an item gives under a name of 1.x and the list of 3.x, taken out of it."""
    found = [("", "", text)] if (text := _text(item.get(single))) else []
    if text:
        del item[single]
    for key, row in _rows(item.get(several)):
        if value := _text(row.get("value")):
            found.append(
                (_text(row.get("role")).lower(), _text(row.get("contentType") or row.get("contenttype")), value)
            )
            _drop(item, several, key)
    return found


def _head(item: dict[str, Any], composer: Composer) -> None:
    for role, kind, value in _values(item, "headline", "headlines"):
        if role in ("", "main", "headline") and not composer.has(Role.HEADLINE):
            composer.words(Role.HEADLINE, unescape(value) if "html" not in kind else value)
        elif role in ("subtitle", "sub", "deck", "subheadline"):
            composer.words(Role.STANDFIRST, value)
        else:
            composer.keep("headlines", {"role": role, "value": value})
    if not composer.has(Role.HEADLINE):
        composer.words(Role.HEADLINE, _text(item.pop("title", "")))
    html = _text(item.get("description_html"))
    described = [("", "text/html", html)] if html else []
    if html:
        del item["description_html"]
        _same_words(item, "description_text", html)
    for role, _, value in [*described, *_values(item, "description_text", "descriptions")]:
        if role in ("", "main", "summary", "abstract", "lead", "text", "richtext"):
            if not composer.has(Role.STANDFIRST):
                composer.rich(Role.STANDFIRST, value)
            else:
                composer.rich(Role.BESIDE, value)
        else:
            composer.keep("descriptions", {"role": role, "value": value})
    for name in ("byline", "by"):
        composer.words(Role.BYLINE, _text(item.pop(name, "")))
    composer.words(Role.DATELINE, _text(item.pop("dateline", "")))


def _same_words(item: dict[str, Any], name: str, html: str) -> None:
    """Drop a text that repeats an HTML text's words."""
    plain = " ".join(re.sub(r"<[^<>]*>", " ", unescape(html)).split())
    if " ".join(_text(item.get(name)).split()) == plain:
        del item[name]


def _times(item: dict[str, Any], composer: Composer) -> None:
    for names, field in (
        (("contentcreated", "contentCreated", "firstcreated", "firstCreated"), "date"),
        (("versioncreated", "versionCreated", "contentModified"), "modified"),
        (("embargoed",), "embargo"),
    ):
        for name in names:
            if value := _text(item.get(name)):
                composer.candidate(field, value, name)
                del item[name]
    if not composer.values("date"):
        for value in composer.values("modified")[:1]:
            composer.candidate("date", value, "versioncreated")


def _publication(item: dict[str, Any], composer: Composer) -> None:
    for name in ("copyrightnotice", "copyrightNotice"):
        composer.words(Role.RIGHTS, _text(item.pop(name, "")))
    source = _text(item.pop("source", "")) or _text(item.pop("provider", ""))
    composer.candidate("agencies", source, "source")
    for _, row in _rows(item.get("infoSources")):
        name = _text(row.get("name"))
        composer.candidate("agencies", name, "infoSources")
        if _text(row.get("role")).rpartition(":")[2].lower() in ("publisher", "provider", "origprov"):
            composer.candidate("outlet", name, "infoSources")
    composer.candidate("outlet", source, "source")
    for name in ("copyrightholder", "copyrightHolder"):
        composer.candidate("outlet", _text(item.get(name)), name)
        composer.candidate("agencies", _text(item.get(name)), name)
    status = _text(item.get("pubstatus") or item.get("pubStatus")).rpartition(":")[2].lower()
    composer.candidate("status", _STATUS.get(status, ""), "pubstatus")
    if status == "withheld":
        composer.candidate("access", "private", "pubstatus")


def _places(item: dict[str, Any], composer: Composer, lang: str) -> None:
    """`located` is where it was filed; places that a story is about are its region, others are mentioned."""
    if located := _text(item.pop("located", "")):
        composer.candidate("dateline city", located, "located")
    for name in ("place", "places"):
        for _, row in _rows(item.get(name)):
            codes = [_text(row.get(key)) for key in ("code", "qcode", "uri", "literal", "iso_code", "country_code")]
            code = place_code([one for one in codes if one], _text(row.get("name")), lang)
            relation = _text(row.get("rel")).lower()
            composer.candidate("mentioned" if "mention" in relation else "region", code, name)
    for name in ("subject", "subjects", "keywords"):
        for row in item.get(name, ()) if isinstance(item.get(name), list) else ():
            composer.candidate("keyword", _text(row.get("name")) if isinstance(row, dict) else _text(row), name)
    for name in ("person", "people", "organisation", "organisations", "event", "events"):
        for _, row in _rows(item.get(name)):
            composer.candidate("keyword", _text(row.get("name")), name)
    for name in ("service", "section"):
        for _, row in list(_rows(item.get(name)))[:1]:
            composer.candidate("section", _text(row.get("name")), name)


def _people(item: dict[str, Any], composer: Composer) -> None:
    """Superdesk's authors and contributors of 3.x: writers are authors, others have a part in the reporting."""
    for key in ("authors", "contributors"):
        for _, row in _rows(item.get(key)):
            name, role = _text(row.get("name")), _text(row.get("role")).rpartition(":")[2].lower()
            if name and not is_account(name):
                is_author = key == "authors" and role in ("", "writer", "author")
                composer.candidate("author" if is_author else REPORTING_ROLES.get(role, "contributor"), name, key)


def _picture(row: dict[str, Any], composer: Composer) -> bool:
    """Add an associated picture as a figure; its own metadata stays in `extra`."""
    if _text(row.get("type")) not in ("picture", "graphic", ""):
        return False
    html = _text(row.get("description_html"))
    described = [value for _, _, value in _values(row, "description_text", "descriptions")]
    caption = described[0] if described else html
    credit = " / ".join(
        dict.fromkeys(filter(None, (_text(row.get("byline")), _text(row.get("by")), _text(row.get("creditline")))))
    )
    renditions = [_text(one.get("href")) for _, one in _rows(row.get("renditions"))]
    if not caption:
        return False
    composer.figure(caption, credit, path=next(filter(None, renditions), ""))
    for other in described[1:]:
        composer.rich(Role.BESIDE, other)
    composer.keep("pictures", row)
    return True


def _body(item: dict[str, Any], composer: Composer) -> None:
    """The body in its richest form; the same body in other forms stands beside it."""
    bodies = [(_type_of(kind), value) for _, kind, value in _values(item, "", "bodies")]
    for name, kind in (("body_xhtml", "html"), ("body_html", "html"), ("body_text", "text")):
        if value := _text(item.get(name)):
            bodies.append((kind, value))
            del item[name]
    bodies.sort(key=lambda body: body[0] != "html")
    for index, (kind, value) in enumerate(bodies):
        role = Role.BESIDE if index else Role.BODY
        if kind == "html":
            composer.html(role, value)
        elif kind == "text":
            composer.paragraphs(role, value)
        else:
            composer.rich(role, value)


def _type_of(content_type: str) -> str:
    return "html" if "html" in content_type else "text" if content_type == "text/plain" else ""
