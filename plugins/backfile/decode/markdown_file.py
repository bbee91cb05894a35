"""Markdown with front matter, as Hugo, Jekyll, Eleventy and Pelican have it, and Backfile's own files."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt

from backfile.capture.capture import Capture
from backfile.decode.composer import Composer
from backfile.decode.document import Document, Role
from backfile.decode.front_matter import front_matter, has_front_matter
from backfile.decode.wire import REPORTING_ROLES, web_address
from backfile.markdown import to_html

MARKDOWN = "text/markdown"

_JEKYLL = re.compile(r"(\d{4}-\d\d-\d\d)-.+")
_SHORTCODE = re.compile(r"\{\{[<%]\s*figure\s+(.*?)\s*/?[>%]\}\}", re.DOTALL)
_ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`)""")
_CREDIT = re.compile(r'<span class="credit">(.*?)</span></figcaption>', re.DOTALL)
_LINE_END = re.compile(r"\n(?![|])|(?<=[^|\s])\s*\n(?=[|])")
"""Where no row of a table goes on."""
_LISTED = re.compile(r"\s*[,;]\s*")


def is_markdown_file(text: str) -> bool:
    """Whether a text is Markdown with front matter; HTML with front matter, as generators also have it, is such too."""
    return has_front_matter(text)


def decode_markdown_file(text: str, capture: Capture) -> Document:
    """The Document of a Markdown file: known names of its front matter are fields, all others `extra`.

    Drafts, hidden and unpublished pages are `access: private`. A file that Backfile wrote (`capture: sha256:…`) is
    read by Backfile's own dialect, any other as CommonMark with tables, its HTML read as HTML.

    Raises:
        CaptureError: the front matter is not written as its marks say.
    """
    found = front_matter(text, capture.name)
    own = str(found.fields.get("capture", "")).startswith("sha256:")
    composer = Composer(base=capture.target_uri)
    fields = {name: value for name, value in found.fields.items() if value is not None}
    lang = ""
    for name, value in fields.items():
        key = re.sub(r"[\s-]+", "_", name.strip().lower())
        if key in ("lang", "language", "locale") and isinstance(value, str):
            lang = value
        elif not _read(key, value, composer, is_pelican=found.form == "pelican"):
            composer.keep(name, value)
    stem = PurePosixPath(capture.name.partition("#")[0]).stem
    if (dated := _JEKYLL.fullmatch(stem)) and not composer.values("date"):
        composer.candidate("date", dated[1], "file name")
    body = _own_html(found.body) if own else _html(_divided(found.body) if "fingerprint" in fields else found.body)
    composer.html(Role.BODY, body)
    uri = next(iter(composer.values("source")), "")
    return composer.document(MARKDOWN, lang=lang, uri=uri)


def _read(key: str, value: Any, composer: Composer, *, is_pelican: bool) -> bool:
    """Read one name of the front matter; False where it is none that is known, or its value has another form."""
    if is_pelican and key in ("tags", "keywords", "authors") and isinstance(value, str):
        value = tuple(_LISTED.split(value))
    reader = _READERS.get(key)
    return bool(reader and reader(value, composer))


_Reader = Callable[[Any, Composer], bool]
"""Reads one value; False where it has a form that the name does not have."""


def _words(role: Role) -> _Reader:
    """A reader of texts that are a part of the story."""

    def read(value: object, composer: Composer) -> bool:
        if isinstance(value, str):
            composer.words(role, value)
        return isinstance(value, str)

    return read


def _value(field: str) -> _Reader:
    """A reader of single values."""

    def read(value: object, composer: Composer) -> bool:
        known = isinstance(value, (str, int)) and not isinstance(value, bool)
        composer.candidate(field, str(value) if known else "", "front matter")
        return known

    return read


def _several(field: str) -> _Reader:
    """A reader of lists of texts, or of one."""

    def read(value: object, composer: Composer) -> bool:
        texts = _texts(value)
        for text in texts:
            composer.candidate(field, text, "front matter")
        return bool(texts)

    return read


def _sections(value: object, composer: Composer) -> bool:
    """The first category is the section, the others are tags."""
    texts = _texts(value)
    for text in texts[:1]:
        composer.words(Role.SECTION, text)
    for text in texts[1:]:
        composer.candidate("keyword", text, "categories")
    return bool(texts)


def _status(value: object, composer: Composer) -> bool:
    """Pelican's `draft` and `hidden` say who may read; any other status is the article's own."""
    if not isinstance(value, str):
        return False
    if value.lower() in ("draft", "hidden", "skip"):
        composer.candidate("access", "private", "status")
        composer.keep("status_stated", value)
    elif value.lower() != "published":
        composer.candidate("status", value, "status")
    return True


def _texts(value: object) -> list[str]:
    """The texts of a value: itself, its items, or the names of its tables."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, dict):
        name = value.get("name")
        return [name] if isinstance(name, str) else []
    found = [_texts(item) for item in value] if isinstance(value, tuple) else []
    return [text for texts in found for text in texts] if all(found) else []


def _address(value: object, composer: Composer) -> bool:
    """An address: of the web it is the source, of the old site an old address."""
    if not isinstance(value, str):
        return False
    if web_address(value):
        composer.candidate("source", value, "front matter")
    elif value.strip("/ "):
        composer.candidate("aliases", f"/{value.strip().lstrip('/')}", "front matter")
    return True


def _aliases(value: object, composer: Composer) -> bool:
    """Old addresses, as paths or in full: a list, or one."""
    texts = _texts(value)
    for text in texts:
        parts = urlsplit(text.strip())
        if parts.query or not parts.path.strip("/"):
            composer.keep("aliases_stated", text)
        else:
            composer.candidate("aliases", f"/{parts.path.lstrip('/')}", "front matter")
    return bool(texts)


def _slug(value: object, composer: Composer) -> bool:
    return isinstance(value, str) and "/" not in value and _aliases(f"/{value}/", composer)


def _draft(value: object, composer: Composer) -> bool:
    if not isinstance(value, bool):
        return False
    composer.candidate("access", "private" if value else "", "draft")
    return True


def _published(value: object, composer: Composer) -> bool:
    if isinstance(value, bool):
        return _draft(not value, composer)
    composer.candidate("date", str(value), "published")
    return isinstance(value, str)


def _image(value: object, composer: Composer) -> bool:
    """The story's picture: its path, or a table with path, caption and credit."""
    if isinstance(value, str):
        composer.figure(path=value)
        composer.candidate("picture", value, "front matter")
        return True
    table = dict(value) if isinstance(value, dict) else {}
    path = next((str(table[name]) for name in ("file", "src", "url", "path", "image", "teaser") if table.get(name)), "")
    caption = next((str(table[name]) for name in ("caption", "title", "description") if table.get(name)), "")
    credit = next((str(table[name]) for name in ("credit", "attribution", "photographer") if table.get(name)), "")
    composer.figure(caption, credit, path=path, description=str(table.get("alt", "")))
    composer.keep("image_stated", table)
    return bool(table)


def _dateline(value: object, composer: Composer) -> bool:
    if isinstance(value, str):
        composer.words(Role.DATELINE, value)
        return True
    table = dict(value) if isinstance(value, dict) else {}
    composer.words(Role.DATELINE, str(table.get("text", "")))
    for name in ("city", "region"):
        for text in _texts(table.get(name, "")):
            composer.candidate(f"dateline {name}", text, "dateline")
    return bool(table)


def _reporting(value: object, composer: Composer) -> bool:
    for one in value if isinstance(value, tuple) else ():
        role = (
            REPORTING_ROLES.get(str(one.get("role", "")).replace("_", "").lower(), "") if isinstance(one, dict) else ""
        )
        if role:
            composer.candidate(role, str(one.get("name", "")), "reporting")
    return isinstance(value, tuple)


_TEXTS = {
    "title": Role.HEADLINE, "headline": Role.HEADLINE, "standfirst": Role.STANDFIRST, "description": Role.STANDFIRST,
    "summary": Role.STANDFIRST, "excerpt": Role.STANDFIRST, "subtitle": Role.STANDFIRST, "byline": Role.BYLINE,
    "credit_line": Role.CREDIT_LINE, "correction": Role.CORRECTION, "rights": Role.RIGHTS, "copyright": Role.RIGHTS,
}  # fmt: skip
_VALUES = {
    "date": "date", "pubdate": "date", "created": "date", "created_at": "date", "published_at": "date",
    "date_published": "date", "modified": "modified", "updated": "modified", "lastmod": "modified",
    "last_modified_at": "modified", "date_modified": "modified", "embargo": "embargo", "publishdate": "embargo",
    "outlet": "outlet", "publisher": "outlet", "publication": "outlet", "sitename": "outlet", "site_name": "outlet",
    "hostname": "hostname",
    "series": "series", "access": "access",
    "source": "source", "canonical_url": "source", "canonicalurl": "source", "original_url": "source",
}  # fmt: skip
_LISTS = {
    "author": "author", "authors": "author", "tags": "keyword", "tag": "keyword", "keywords": "keyword",
    "agencies": "agencies", "staff": "staff", "region": "region", "mentioned": "mentioned",
}  # fmt: skip
_READERS: dict[str, _Reader] = {
    "url": _address, "permalink": _address, "link": _address, "aliases": _aliases, "alias": _aliases,
    "redirect_from": _aliases, "slug": _slug, "draft": _draft, "published": _published, "image": _image,
    "cover": _image, "featured_image": _image, "header": _image, "thumbnail": _image, "dateline": _dateline,
    "categories": _sections, "category": _sections, "section": _sections, "status": _status, "reporting": _reporting,
    **{name: _words(role) for name, role in _TEXTS.items()},
    **{name: _value(field) for name, field in _VALUES.items()},
    **{name: _several(field) for name, field in _LISTS.items()},
}  # fmt: skip


def _divided(body: str) -> str:
    """The body of a file with trafilatura's fingerprint: of its plain text, each line that is no row is a paragraph."""
    text = body.strip()
    return body if "\n\n" in text else _LINE_END.sub("\n\n", text)


def _html(body: str) -> str:
    """A CommonMark body as HTML; Hugo's figure shortcode is a figure, any other stays as text."""
    return str(_commonmark().render(_SHORTCODE.sub(lambda found: _figure(found[1]), body)))


@cache
def _commonmark() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable(["table", "strikethrough"])


def _figure(attributes: str) -> str:
    given = {name.lower(): next(filter(None, values), "") for name, *values in _ATTRIBUTE.findall(attributes)}
    words = [given[name] for name in ("title", "caption", "attr") if given.get(name)]
    captions = "".join(f"<figcaption>{escape(text)}</figcaption>" for text in words)
    image = f'<img src="{escape(given.get("src", ""))}" alt="{escape(given.get("alt", ""))}">'
    return f"\n\n<figure>{image}{captions}</figure>\n\n"


def _own_html(body: str) -> str:
    """A body in Backfile's dialect as HTML, the credit of a figure apart from its caption."""
    return _CREDIT.sub(r"</figcaption><figcaption>\1</figcaption>", to_html(body, root=""))
