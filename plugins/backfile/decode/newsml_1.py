"""NewsML 1.0 to 1.2 (IPTC): news items as AFP, Reuters and others delivered them."""

from __future__ import annotations

from lxml import etree

from backfile.capture.capture import Capture
from backfile.capture.containers.wire import NEWSML_1
from backfile.capture.xml import root_of_text
from backfile.decode.composer import Composer
from backfile.decode.document import Document, Role
from backfile.decode.nitf import nitf_parts
from backfile.decode.wire import place_code
from backfile.decode.xml_tree import detach, inner_html, left_over, parsed, taken, words
from backfile.errors import CaptureError

_LINES = (
    ("HeadLine", Role.HEADLINE),
    ("SubHeadLine", Role.STANDFIRST),
    ("ByLine", Role.BYLINE),
    ("CreditLine", Role.CREDIT_LINE),
    ("CopyrightLine", Role.RIGHTS),
    ("RightsLine", Role.RIGHTS),
)
_STATUS = {"canceled": "killed", "cancelled": "killed", "withdrawn": "withdrawn"}
_CAPTIONS = ("caption", "photo caption", "legend")
_PICTURES = ("photo", "picture", "graphic", "image")


def is_newsml_1(text: str) -> bool:
    """Whether a text is NewsML 1.x, by its root element."""
    root = root_of_text(text)
    return root is not None and root.name == "NewsML"


def decode_newsml_1(text: str, capture: Capture) -> Document:
    """The Document of one news item; its components' captions are figures, what has no field is kept in `extra`.

    Raises:
        CaptureError: it is broken XML, declares entities, or holds no item or several.
    """
    root = parsed(text, capture.name)
    items = root.findall("NewsItem")
    if len(items) != 1:
        raise CaptureError(
            f"it is a NewsML message with {len(items)} items, not with one", place=capture.name,
            remedy="Add the message as a file of its own",
        )  # fmt: skip
    item = items[0]
    composer = Composer(base=capture.target_uri)
    language = next((str(one.get("FormalName", "")) for one in item.iter("Language")), "")
    lang = language.lower() or str(item.get("xml_lang", "") or root.get("xml_lang", ""))
    _management(item, composer)
    _lines(item, composer)
    _metadata(item, composer, lang)
    _contents(item, composer)
    left = left_over(item)
    for name, value in left.items() if isinstance(left, dict) else ():
        composer.keep(name, value)
    detach(item)
    for element in root.iter(etree.Element):
        composer.words(Role.BESIDE, " ".join([element.text or "", *(child.tail or "" for child in element)]))
    return composer.document(NEWSML_1, lang=lang)


def _management(item: etree._Element, composer: Composer) -> None:
    for name, field in (("FirstCreated", "date"), ("ThisRevisionCreated", "modified")):
        for element in taken(item, f"NewsManagement/{name}"):
            composer.candidate(field, words(element), name)
    if not composer.values("date"):
        for value in composer.values("modified")[:1]:
            composer.candidate("date", value, "ThisRevisionCreated")
    status = next((str(one.get("FormalName", "")).lower() for one in item.findall("NewsManagement/Status")), "")
    composer.candidate("status", _STATUS.get(status, ""), "Status")
    if status == "withheld":
        composer.candidate("access", "private", "Status")
    if status in ("embargoed", "embargo"):
        for element in item.findall("NewsManagement/StatusWillChange/DateAndTime"):
            composer.candidate("embargo", words(element), "StatusWillChange")


def _lines(item: etree._Element, composer: Composer) -> None:
    """The lines of the story's own component; those of components within it stay with them."""
    lines = item.find("NewsComponent/NewsLines")
    lines = next(item.iter("NewsLines"), None) if lines is None else lines
    if lines is None:
        return
    for name, role in _LINES:
        for line in lines.findall(name):
            if role is Role.HEADLINE and composer.has(role):
                continue
            titles = [words(one) for one in lines.findall("ByLineTitle")] if role is Role.BYLINE else []
            text = ", ".join(filter(None, (words(line), *titles)))
            composer.words(role, text)
            for title in lines.findall("ByLineTitle") if role is Role.BYLINE else ():
                detach(title)
            detach(line)
    for line in taken(lines, "DateLine"):
        text = words(line)
        composer.words(Role.DATELINE if any(c.isalpha() for c in text) else Role.DATE, text)
    for line in taken(lines, "KeywordLine"):
        composer.candidate("keyword", words(line), "KeywordLine")
    for line in taken(lines, "SeriesLine"):
        composer.candidate("series", words(line), "SeriesLine")


def _metadata(item: etree._Element, composer: Composer, lang: str) -> None:
    for name in ("Provider", "Source", "Creator"):
        for party in item.findall(f".//AdministrativeMetadata/{name}/Party"):
            value = str(party.get("FormalName", ""))
            composer.candidate("agencies", value, name)
            if name == "Provider":
                composer.candidate("outlet", value, name)
    for location in item.findall(".//DescriptiveMetadata/Location"):
        found = {str(one.get("FormalName", "")).lower(): str(one.get("Value", "")) for one in location.iter("Property")}
        code = place_code([found.get("country", "")], found.get("countryname", ""), lang)
        if str(location.get("HowPresent", "")).lower() in ("origin", "written", "filed"):
            composer.candidate("dateline city", found.get("city", ""), "Location")
            composer.candidate("dateline region", code, "Location")
        else:
            composer.candidate("region", code, "Location")
    for one in item.findall(".//DescriptiveMetadata/Property[@FormalName='Country']"):
        composer.candidate("region", place_code([str(one.get("Value", ""))], "", lang), "Property")
    for topic in item.findall(".//TopicSet/Topic/Description"):
        variant = str(topic.get("Variant", "")).lower()
        own = str(topic.get("xml_lang", lang)).startswith(lang.partition("-")[0])
        if own and variant in ("", "name", "official"):
            composer.candidate("keyword", words(topic), "TopicSet")


def _contents(item: etree._Element, composer: Composer) -> None:
    """Pictures with their captions first, then the text."""
    pictures = [content for content in item.iter("ContentItem") if _medium(content) in _PICTURES]
    captions = [component for component in item.iter("NewsComponent") if _role(component) in _CAPTIONS]
    said: list[str] = []
    for component in captions:
        said += [
            " ".join(words(one) for one in taken(content, "DataContent")) for content in component.iter("ContentItem")
        ]
    for index in range(max(len(said), min(len(pictures), 1))):
        path = str(pictures[min(index, len(pictures) - 1)].get("Href", "")) if pictures else ""
        composer.figure(said[index] if index < len(said) else "", path=path)
    for content in item.iter("ContentItem"):
        for data in taken(content, "DataContent"):
            _text(data, composer)


def _text(data: etree._Element, composer: Composer) -> None:
    nitf = data.find("nitf")
    if nitf is not None:
        nitf_parts(nitf, composer)
    elif len(data):
        for head in taken(data, ".//head"):
            composer.words(Role.BESIDE, words(head))
        composer.html(Role.BODY, inner_html(data))
    else:
        composer.rich(Role.BODY, "".join(map(str, data.itertext())))


def _medium(content: etree._Element) -> str:
    medium = content.find("MediaType")
    return "" if medium is None else str(medium.get("FormalName", "")).lower()


def _role(component: etree._Element) -> str:
    role = component.find("Role")
    return "" if role is None else str(role.get("FormalName", "")).lower()
