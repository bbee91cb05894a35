"""NewsML-G2 (IPTC, 2.x): news items as dpa, AFP, Reuters, ANSA, STT and AP deliver them."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

from backfile.capture.capture import ENTRY, Capture
from backfile.capture.containers.wire import NEWSML_G2
from backfile.capture.xml import root_of_text
from backfile.decode.composer import Composer
from backfile.decode.document import Document, Role
from backfile.decode.nitf import nitf_parts
from backfile.decode.wire import REPORTING_ROLES, is_account, place_code, web_address
from backfile.decode.xml_tree import attribute, detach, inner_html, left_over, parsed, taken, words
from backfile.errors import CaptureError

_DATES = (
    ("date", ("itemMeta/published", "itemMeta/firstCreated", "contentMeta/contentCreated")),
    ("modified", ("itemMeta/versionCreated", "contentMeta/contentModified")),
    ("embargo", ("itemMeta/embargoed",)),
)
_STATUS = {"canceled": "killed", "cancelled": "killed", "withdrawn": "withdrawn"}
_SECTION_TYPES = ("category", "department", "cat")
_BESIDE = (".//header", ".//footer", ".//*[@class='notepad']", ".//aside")
"""Parts of an XHTML body that repeat the item's metadata or speak to editors (dpa)."""


_WRAPPED = re.compile(r"<p>([^<>]*)</p>", re.IGNORECASE)
"""A plain text in one paragraph's tags, its own paragraphs indented (ANSA)."""
_INDENT = re.compile(r"\n[ \t]{2,}(?=\S)")


def is_newsml_g2(text: str) -> bool:
    """Whether a text is a NewsML-G2 item or message, by its root element."""
    root = root_of_text(text)
    return root is not None and root.name in ("newsItem", "newsMessage", "packageItem")


def decode_newsml_g2(text: str, capture: Capture) -> Document:
    """The Document of one news item; pictures of the same message that it links to are figures before its text.

    What has no field is kept in `extra` under NewsML-G2's names; notes that are not for publication stand beside the
    story.

    Raises:
        CaptureError: it is broken XML, declares entities, or holds no item or several texts.
    """
    root = parsed(text, capture.name)
    items = [root] if root.tag == "newsItem" else list(root.iter("newsItem"))
    stories = [item for item in items if _class(item) in ("text", "")] or items[:1]
    if len(stories) != 1:
        what = f"{len(stories)} stories" if stories else "no news item"
        raise CaptureError(
            f"it is a message with {what}, not with one", place=capture.name,
            remedy="Add the message as a file of its own",
        )  # fmt: skip
    item = stories[0]
    lang = _language(item)
    attribute(item, "xml_lang")
    composer = Composer(base=capture.target_uri)
    alone = capture.frame.count(ENTRY) <= 1
    pictures = [other for other in items if other is not item and _is_linked(item, other, alone=alone)]
    _headlines(item, composer)
    _credits(item, composer, lang)
    _times(item, composer)
    _places_and_subjects(item, composer, lang)
    _publication(item, composer, lang)
    closing = _notes(item, composer)
    for picture in pictures:
        _figure(picture, composer)
    _content(item, composer, closing)
    left = left_over(item)
    for name, value in left.items() if isinstance(left, dict) else ():
        composer.keep(name, value)
    if root is not item:
        detach(item)
        _aside(root, composer)
    return composer.document(NEWSML_G2, lang=lang)


def _class(item: etree._Element) -> str:
    element = item.find("itemMeta/itemClass")
    return "" if element is None else str(element.get("qcode", "")).rpartition(":")[2]


def _language(item: etree._Element) -> str:
    tag = item.find("contentMeta/language")
    inline = item.find("contentSet/inlineXML")
    stated = (inline.get("xml_lang", "") if inline is not None else "", tag.get("tag", "") if tag is not None else "")
    return next((str(value) for value in (*stated, item.get("xml_lang", "")) if value), "")


def _headlines(item: etree._Element, composer: Composer) -> None:
    """Headlines: the first without a role, or of the main one; a sub-headline is the standfirst."""
    for headline in item.findall("contentMeta/headline"):
        role = str(headline.get("role", "")).rpartition(":")[2].lower()
        if "sub" in role or role in ("deck", "kicker2"):
            composer.words(Role.STANDFIRST, words(headline))
        elif role in ("", "main", "headline", "medium", "long") and not composer.has(Role.HEADLINE):
            composer.words(Role.HEADLINE, words(headline))
        else:
            continue
        detach(headline)
    if not composer.has(Role.HEADLINE):
        for title in taken(item, "itemMeta/title")[:1]:
            composer.words(Role.HEADLINE, words(title))
    for description in item.findall("contentMeta/description"):
        if str(description.get("role", "")).rpartition(":")[2].lower() in ("summary", "abstract", "teaser", "lead"):
            composer.rich(Role.STANDFIRST, words(description))
            detach(description)


def _credits(item: etree._Element, composer: Composer, lang: str) -> None:
    """Who wrote it: the byline in print, else the creators' names; agencies are told apart from people by list."""
    bylines = [by for by in taken(item, "contentMeta/by") if words(by)]
    for by in bylines:
        composer.words(Role.BYLINE, words(by))
    for creator in item.findall("contentMeta/creator"):
        name = _name(creator, lang)
        if name and not is_account(name):
            composer.candidate("author", name, "creator")
            _forget_name(creator)
    for contributor in item.findall("contentMeta/contributor"):
        role = str(contributor.get("role", "")).rpartition(":")[2].lower()
        name = _name(contributor, lang)
        if name and not is_account(name):
            composer.candidate(REPORTING_ROLES.get(role, "contributor"), name, "contributor")
            _forget_name(contributor)
    for source in item.findall("contentMeta/infoSource"):
        composer.candidate("agencies", _name(source, lang), "infoSource")
    for line in taken(item, "contentMeta/dateline"):
        composer.words(Role.DATELINE, words(line))


def _times(item: etree._Element, composer: Composer) -> None:
    for field, paths in _DATES:
        for path in paths:
            for element in taken(item, path):
                composer.candidate(field, words(element), path.rpartition("/")[2])
    if not composer.values("date"):
        for value in composer.values("modified")[:1]:
            composer.candidate("date", value, "versionCreated")


def _places_and_subjects(item: etree._Element, composer: Composer, lang: str) -> None:
    """Coded places are regions; names of other subjects and keywords are tags; the codes themselves stay in `extra`."""
    for located in item.findall("contentMeta/located"):
        name = _name(located, lang)
        country = [one for one in located.findall("broader") if "country" in str(one.get("type", ""))]
        if str(located.get("type", "")).rpartition(":")[2].lower() == "country" and not country:
            composer.candidate("dateline region", place_code(_codes(located), name, lang), "located")
        composer.candidate("dateline city", name, "located")
        for one in country[:1]:
            composer.candidate("dateline region", place_code(_codes(one), _name(one, lang), lang), "located")
    subjects = sorted(item.findall("contentMeta/subject"), key=lambda one: int(_digits(one.get("rank", "")) or 99))
    section = False
    for subject in subjects:
        kind = str(subject.get("type", "")).rpartition(":")[2].lower()
        name = _name(subject, lang)
        if kind in ("geoarea", "country"):
            place = subject if name else _asserted(item, subject)
            composer.candidate("region", place_code(_codes(place), _name(place, lang), lang), "subject")
        elif (
            (kind in _SECTION_TYPES or _scheme(subject).endswith(_SECTION_TYPES))
            and not section
            and subject.find("name") is not None
        ):
            composer.candidate("section", name, "subject")
            section = True
        elif kind != "poi" and subject.find("name") is not None:
            composer.candidate("keyword", name, "subject")
    for keyword in taken(item, "contentMeta/keyword"):
        composer.candidate("keyword", words(keyword), "keyword")


def _publication(item: etree._Element, composer: Composer, lang: str) -> None:
    """Who publishes it, with which rights, in which state, and where."""
    provider = item.find("itemMeta/provider")
    if provider is not None:
        for name in (str(provider.get("qcode", "")).rpartition(":")[2], _name(provider, lang)):
            composer.candidate("outlet", name, "provider")
            composer.candidate("agencies", name, "provider")
    notices = item.findall("rightsInfo/copyrightNotice")
    own = [notice for notice in notices if str(notice.get("xml_lang", lang)).startswith(lang.partition("-")[0])]
    for notice in (own or notices)[:1]:
        composer.words(Role.RIGHTS, words(notice))
        detach(notice)
    status = item.find("itemMeta/pubStatus")
    code = "" if status is None else str(status.get("qcode", "")).rpartition(":")[2]
    composer.candidate("status", _STATUS.get(code, ""), "pubStatus")
    if code == "withheld":
        composer.candidate("access", "private", "pubStatus")
    if any(str(signal.get("qcode", "")).endswith(":correction") for signal in item.findall("itemMeta/signal")):
        composer.candidate("status", "corrected", "signal")
    for link in item.findall("itemMeta/link"):
        if str(link.get("rel", "")).rpartition(":")[2].lower() in ("canonical", "alternate", "permalink"):
            composer.candidate("source", web_address(str(link.get("href", ""))), "link")


def _notes(item: etree._Element, composer: Composer) -> list[str]:
    """The closing lines, which are a sign-off; notes that are not for publication, or in XHTML, stand beside."""
    closing: list[str] = []
    for note in item.findall("itemMeta/edNote"):
        role = str(note.get("role", "")).rpartition(":")[2].lower()
        hidden = "nonpublic" in str(note.get("pubconstraint", "")) or role == "dpacontacts" or len(note)
        if hidden:
            composer.html(Role.BESIDE, inner_html(note))
        elif role == "closingline":
            closing.append(words(note))
        else:
            continue
        detach(note)
    return closing


def _is_linked(item: etree._Element, picture: etree._Element, *, alone: bool) -> bool:
    """Whether an item links to a picture of its message, or is the only story that the picture could belong to."""
    linked = {str(link.get("residref", "")) for link in item.iter("link")} - {""}
    return str(picture.get("guid", "")) in linked or (alone and not linked)


def _figure(picture: etree._Element, composer: Composer) -> None:
    meta = picture.find("contentMeta")
    if meta is None:
        return
    captions = [words(one) for one in meta.findall("description")] or [words(one) for one in meta.findall("headline")]
    credit = next((words(one) for name in ("creditline", "by") for one in meta.findall(name) if words(one)), "")
    path = next((str(one.get("href", "")) for one in picture.iter("remoteContent")), "")
    composer.figure(captions[0] if captions else "", credit, path=path)


def _content(item: etree._Element, composer: Composer, closing: list[str]) -> None:
    """The body: NITF, XHTML or text; then the lines that close it."""
    for content in taken(item, "contentSet/inlineXML"):
        nitf = content if content.find("nitf") is None else content.find("nitf")
        if nitf is not None and (nitf.tag == "nitf" or nitf.find("body.content") is not None):
            nitf_parts(nitf, composer)
            continue
        for path in _BESIDE:
            for part in taken(content, path):
                composer.html(Role.BESIDE, inner_html(part))
        for title in taken(content, ".//head"):
            composer.words(Role.BESIDE, words(title))
        composer.html(Role.BODY, inner_html(content))
    for content in taken(item, "contentSet/inlineData"):
        text = "".join(map(str, content.itertext())).strip()
        if wrapped := _WRAPPED.fullmatch(text):
            for paragraph in _INDENT.split(unescape(wrapped[1])):
                composer.words(Role.BODY, paragraph)
        else:
            composer.rich(Role.BODY, text)
    closing += [words(one) for one in taken(item, "contentMeta/creditline")]
    for line in dict.fromkeys(closing):
        composer.words(Role.CREDIT_LINE, line)


def _aside(root: etree._Element, composer: Composer) -> None:
    """Set the words of the message around an item beside the story."""
    for element in root.iter(etree.Element):
        composer.words(Role.BESIDE, " ".join([element.text or "", *(child.tail or "" for child in element)]))


def _name(element: etree._Element, lang: str) -> str:
    """A concept's name in print: in the item's language, else the first; without a name its literal."""
    names = [one for one in element.findall("name") if "mnemonic" not in str(one.get("role", "")) and words(one)]
    own = [one for one in names if str(one.get("xml_lang", "")).startswith(lang.partition("-")[0] or "?")]
    return words((own or names)[0]) if names else str(element.get("literal", "")).strip()


def _asserted(item: etree._Element, concept: etree._Element) -> etree._Element:
    """What the item says elsewhere of a concept that it only gives a code for (STT), by the last part of that code."""
    code = str(concept.get("qcode", "")).rpartition(":")[2]
    told = (one for one in item.findall("assert") if code and str(one.get("qcode", "")).endswith(f":{code}"))
    return next(told, concept)


def _forget_name(element: etree._Element) -> None:
    """Take off what `_name` read, where it is all that there is."""
    names = element.findall("name")
    if len(names) == 1:
        detach(names[0])
    attribute(element, "literal")


def _codes(element: etree._Element) -> list[str]:
    """All codes of a concept: its own, and those of the same concept in other schemes."""
    same = [element, *element.findall("sameAs")]
    return [str(one.get(name, "")) for one in same for name in ("qcode", "uri", "literal") if one.get(name)]


def _scheme(element: etree._Element) -> str:
    return str(element.get("qcode", "")).partition(":")[0].lower()


def _digits(text: object) -> str:
    return "".join(c for c in str(text) if c.isdigit() and c.isascii())[:6]
