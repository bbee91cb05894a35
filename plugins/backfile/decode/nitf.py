"""NITF (IPTC, 2.5 to 3.6): stories as AP, EFE and others deliver them, alone or within NewsML."""

from __future__ import annotations

from html import escape

from lxml import etree

from backfile.capture.capture import Capture
from backfile.capture.xml import root_of_text
from backfile.decode.composer import Composer
from backfile.decode.document import Document, Role
from backfile.decode.wire import iso_code, place_code, web_address
from backfile.decode.xml_tree import attribute, detach, left_over, parsed, taken, words

NITF = "application/vnd.iptc.nitf+xml"

_HTML = {
    "p": "p", "hl1": "h2", "hl2": "h2", "ul": "ul", "ol": "ol", "li": "li", "dl": "dl", "dt": "dt", "dd": "dd",
    "bq": "blockquote", "pre": "pre", "table": "table", "tr": "tr", "td": "td", "th": "th", "thead": "thead",
    "tbody": "tbody", "caption": "caption", "em": "em", "q": "q", "sub": "sub", "sup": "sup", "a": "a", "br": "br",
    "hr": "hr", "media": "figure", "media-caption": "figcaption", "media-producer": "figcaption", "strong": "strong",
    "block": "div", "note": "aside", "fn": "p", "credit": "p", "nitf-table": "div", "tagline": "p", "datasource": "p",
    "media-reference": "img", "byline": "p", "dateline": "p", "abstract": "div", "hedline": "div", "copyrite": "p",
    "i": "i", "b": "b", "div": "div", "blockquote": "blockquote", "h2": "h2", "h3": "h3", "h4": "h4",
}  # fmt: skip
"""What an element of a NITF body is in HTML; all others are inline (`person`, `location`, `num`, `chron`, …)."""
_SILENT = frozenset(["media-metadata", "media-object"])
"""Parts of a picture whose text is data."""
_VOID = frozenset(["br", "hr", "img"])


def is_nitf(text: str) -> bool:
    """Whether a text is NITF, by its root element."""
    root = root_of_text(text)
    return root is not None and root.name == "nitf"


def decode_nitf(text: str, capture: Capture) -> Document:
    """The Document of a NITF story; what has no field is kept in `extra` under NITF's names.

    Raises:
        CaptureError: it is broken XML, or declares entities.
    """
    root = parsed(text, capture.name)
    composer = Composer(base=capture.target_uri)
    lang = attribute(root, "xml_lang") or attribute(root, "baselang")
    nitf_parts(root, composer)
    return composer.document(NITF, lang=lang)


def nitf_parts(root: etree._Element, composer: Composer) -> None:
    """Add a NITF story to a composer: its parts by role, its codes as candidates, the rest as `extra`."""
    _dates(root, composer)
    _names(root, composer)
    _places_and_subjects(root, composer)
    _rights(root, composer)
    _body_head(root, composer)
    for content in taken(root, ".//body.content"):
        composer.html(Role.BODY, "".join(map(_html, _with_text(content))))
    for end in taken(root, ".//body.end"):
        for line in (*taken(end, "tagline"), *taken(end, "bibliography")):
            composer.words(Role.CREDIT_LINE, words(line))
        composer.html(Role.BESIDE, "".join(map(_html, _with_text(end))))
    title = root.find("head/title")
    if title is not None and (words(title) in composer.texts(Role.HEADLINE) or not composer.has(Role.HEADLINE)):
        composer.words(Role.HEADLINE, words(title))
        detach(title)
    left = left_over(root)
    for name, value in left.items() if isinstance(left, dict) else (("text", left),):
        composer.keep(name, value)


def _dates(root: etree._Element, composer: Composer) -> None:
    for path, name, field in (
        (".//docdata/date.issue", "norm", "date"), (".//dateline/story.date", "norm", "date"),
        (".//pubdata", "date.publication", "date"), (".//docdata/date.release", "norm", "embargo"),
    ):  # fmt: skip
        for element in root.findall(path):
            value = str(element.get(name, "")).strip()
            later = field != "embargo" or value > max(composer.values("date"), default="")
            if value and later:
                composer.candidate(field, value, path.rpartition("/")[2])


def _names(root: etree._Element, composer: Composer) -> None:
    for data in root.findall(".//pubdata"):
        composer.candidate("outlet", str(data.get("name", "")), "pubdata")
        composer.candidate("section", str(data.get("position.section", "")), "pubdata")
        composer.candidate("source", web_address(str(data.get("ex-ref", ""))), "pubdata")
    for series in root.findall(".//docdata/series"):
        composer.candidate("series", str(series.get("series.name", "")), "series")
    for correction in root.findall(".//docdata/correction"):
        composer.candidate("correction", attribute(correction, "info"), "correction")
        composer.candidate("status", "corrected", "correction")
    for data in root.findall(".//docdata[@management-status]"):
        status = str(data.get("management-status", ""))
        composer.candidate("status", {"canceled": "killed", "withheld": "withdrawn"}.get(status, ""), "docdata")
    for distributor in taken(root, ".//body.head/distributor"):
        composer.candidate("agencies", words(distributor), "distributor")
        composer.candidate("outlet", words(distributor), "distributor")
    for holder in root.findall(".//docdata/doc.copyright"):
        composer.candidate("agencies", str(holder.get("holder", "")), "doc.copyright")


def _places_and_subjects(root: etree._Element, composer: Composer) -> None:
    for event in root.findall(".//docdata/evloc"):
        country = iso_code(str(event.get("iso-cc", "")))
        division = iso_code(f"{country}-{event.get('state-prov', '')}") if event.get("state-prov") else ""
        composer.candidate("region", division or country, "evloc")
    for location in root.findall(".//identified-content/location"):
        codes = [str(one.get("iso-cc", "") or one.get("location-code", "")) for one in location.iter()]
        own = location.find("country")
        name = words(location if own is None else own)
        composer.candidate("region", place_code([code for code in codes if code], name, ""), "location")
    for keyword in root.findall(".//key-list/keyword"):
        composer.candidate("keyword", attribute(keyword, "key") or words(keyword), "key-list")
    for kind in ("person", "org", "event", "classifier"):
        for element in root.findall(f".//identified-content/{kind}"):
            composer.candidate("keyword", words(element) or str(element.get("value", "")), kind)
    for subject in root.findall(".//tobject/tobject.subject"):
        finest = next((v for n in ("detail", "matter", "type") if (v := subject.get(f"tobject.subject.{n}"))), "")
        composer.candidate("keyword", str(finest), "tobject.subject")


def _rights(root: etree._Element, composer: Composer) -> None:
    for rights in taken(root, ".//body.head/rights"):
        composer.words(Role.RIGHTS, words(rights))
    for rights in root.findall(".//docdata/doc.copyright"):
        if holder := str(rights.get("holder", "")):
            composer.candidate("rights", f"{rights.get('year', '')} {holder}", "doc.copyright")


def _body_head(root: etree._Element, composer: Composer) -> None:
    """Headlines, byline, dateline and abstract; a second headline in capitals is a slug, and a keyword."""
    for headline in taken(root, ".//body.head//hl1"):
        composer.words(Role.HEADLINE, words(headline))
    for second in taken(root, ".//body.head//hl2"):
        text = words(second)
        if text in composer.texts(Role.HEADLINE):
            composer.words(Role.HEADLINE, text)
        elif text.isupper():
            composer.candidate("keyword", text, "hl2")
        else:
            composer.words(Role.STANDFIRST, text)
    for byline in taken(root, ".//body.head/byline"):
        title = ", ".join(words(one) for one in taken(byline, ".//byttl"))
        composer.words(Role.BYLINE, ", ".join(filter(None, (words(byline), title))))
    for dateline in taken(root, ".//body.head/dateline"):
        dates = [words(one) for one in taken(dateline, "story.date")]
        printed = [text for text in dates if text and not text[:8].isdigit()]
        composer.words(Role.DATELINE, " ".join([words(dateline), *printed]))
        for text in (text for text in dates if text not in printed):
            composer.candidate("date", text, "story.date")
        for place in dateline.iter():
            composer.candidate("dateline region", iso_code(str(place.get("iso-cc", ""))), "dateline")
    for abstract in taken(root, ".//body.head/abstract"):
        composer.html(Role.STANDFIRST, "".join(map(_html, _with_text(abstract))))


def _with_text(element: etree._Element) -> list[etree._Element | str]:
    """What an element holds, in order."""
    parts: list[etree._Element | str] = [element.text or ""]
    for child in element:
        parts += [child, child.tail or ""]
    return parts


def _html(part: etree._Element | str) -> str:
    """A part of a NITF body as HTML."""
    if isinstance(part, str):
        return escape(part)
    if part.tag in _SILENT or not isinstance(part.tag, str):
        return ""
    tag = _HTML.get(part.tag, "span")
    attributes = ""
    if tag == "a" and (address := web_address(str(part.get("href", "")))):
        attributes = f' href="{escape(address)}"'
    if tag == "img":
        attributes = f' src="{escape(str(part.get("source", "")))}" alt="{escape(str(part.get("alternate-text", "")))}"'
    inner = "".join(map(_html, _with_text(part)))
    return f"<{tag}{attributes}>{inner}" + ("" if tag in _VOID else f"</{tag}>")
