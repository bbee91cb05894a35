"""Posts and pages of a WordPress export (WXR), with their author's name and their pictures."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from lxml import etree

from backfile.capture.capture import Capture
from backfile.capture.containers.wordpress import NO_ARTICLES, WORDPRESS, is_wordpress
from backfile.capture.xml import root_of_text
from backfile.decode.composer import Composer, shown
from backfile.decode.document import Document, Role
from backfile.decode.wordpress_text import Shown, post_html
from backfile.decode.xml_tree import attribute, detach, left_over, parsed, taken, words
from backfile.errors import CaptureError, NoArticleError

_PUBLIC = ("publish", "future", "inherit", "")
_NEVER = "0000-00-00 00:00:00"
_HOURS = timedelta(hours=15)
"""More than any offset from UTC."""


def is_wordpress_text(text: str) -> bool:
    """Whether a text is a WordPress export, by its root element."""
    return is_wordpress(root_of_text(text))


def decode_wordpress(text: str, capture: Capture) -> Document:
    """The Document of an export that holds one post or page.

    Drafts, pending and private posts and those behind a password are `access: private`; a scheduled one is under
    embargo. WordPress's own bookkeeping and readers' comments stand beside the story.

    Raises:
        NoArticleError: it is what an export holds beside its posts.
        CaptureError: it is broken XML, declares entities, or holds several posts.
    """
    root = parsed(text, capture.name)
    items = list(root.iter("item"))
    posts = [item for item in items if words(item.find("wp_post_type")) not in NO_ARTICLES]
    if not posts:
        raise NoArticleError("it is what a WordPress export holds beside its articles", place=capture.name)
    if len(posts) > 1:
        raise CaptureError(
            f"it is a WordPress export of {len(posts)} articles, not of one", place=capture.name,
            remedy="Add the export as a file of its own",
        )  # fmt: skip
    post = posts[0]
    pictures = {words(item.find("wp_post_id")): _picture(item) for item in items if item is not post}
    link = words(post.find("link"))
    composer = Composer(base=link)
    _head(post, composer, link)
    composer.candidate("author", _author(root, _first(post, "dc_creator")), "wp:author")
    meta = _meta(post, composer)
    if featured := pictures.get(meta.pop("_thumbnail_id", "")):
        composer.figure(featured.caption, path=featured.address, description=featured.description)
    composer.html(Role.BODY, post_html(_first(post, "content_encoded"), pictures))
    for name, value in meta.items():
        if name.startswith("_"):
            composer.words(Role.BESIDE, f"{name}: {value}")
        else:
            composer.keep(name, value)
    for comment in taken(post, "wp_comment"):
        _aside(comment, composer)
    _bookkeeping(post, composer, link)
    if left := left_over(post):
        composer.keep("wordpress", left)
    detach(post)
    _aside(root, composer)
    channel = root.find("channel")
    composer.candidate("outlet", words(channel.find("title") if channel is not None else None), "wp:channel")
    lang = words(channel.find("language") if channel is not None else None)
    return composer.document(WORDPRESS, lang=lang, uri=link)


def _first(post: etree._Element, name: str) -> str:
    """The text of a child, taken out of the post: white space as written."""
    found = taken(post, name)
    return "".join(map(str, found[0].itertext())).strip() if found else ""


def _head(post: etree._Element, composer: Composer, link: str) -> None:
    composer.words(Role.HEADLINE, shown(_first(post, "title")))
    composer.html(Role.STANDFIRST, post_html(_first(post, "excerpt_encoded"), {}))
    composer.words(Role.STANDFIRST, shown(_first(post, "description")))
    for child in post.findall("link"):
        detach(child)
    composer.candidate("source", link, "wp:link")
    parts = urlsplit(link)
    if parts.path.strip("/") and not parts.query:
        composer.candidate("aliases", parts.path, "wp:link")
    _dates(post, composer)
    _access(post, composer)
    section = False
    for category in taken(post, "category"):
        domain, nicename = attribute(category, "domain"), attribute(category, "nicename")
        if domain == "category" and not section and nicename != "uncategorized":
            composer.words(Role.SECTION, words(category))
            section = True
        elif domain in ("category", "post_tag", "") and nicename != "uncategorized":
            composer.candidate("keyword", words(category), "wp:category")
        else:
            composer.keep(domain, words(category))


def _dates(post: etree._Element, composer: Composer) -> None:
    published = _first(post, "pubDate")
    for field, name in (("date", "wp_post_date"), ("modified", "wp_post_modified")):
        local, utc = _first(post, name), _first(post, f"{name}_gmt")
        composer.candidate(field, _instant(local, utc), name)
        if local and not _instant(local, utc):
            composer.candidate(field, local, name)
    composer.candidate("date", published, "pubDate")


def _instant(local: str, utc: str) -> str:
    """A local time with the offset that the same time in UTC tells; without one, the local time alone."""
    try:
        here = datetime.fromisoformat(local)
    except ValueError:
        return ""
    try:
        shift = here - datetime.fromisoformat(utc)
    except ValueError:
        return here.isoformat()
    if abs(shift) > _HOURS:
        return here.isoformat()
    minutes = round(shift.total_seconds() / 60)
    return f"{here.isoformat()}{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _access(post: etree._Element, composer: Composer) -> None:
    status, password = _first(post, "wp_status"), _first(post, "wp_post_password")
    if status not in _PUBLIC or password:
        composer.candidate("access", "private", "wp:status")
    if status == "future":
        for candidate in composer.values("date")[:1]:
            composer.candidate("embargo", candidate, "wp:status")
    if status != "publish":
        composer.keep("wordpress_status", status)


def _author(root: etree._Element, login: str) -> str:
    """The name in print of a login: the display name, else first and last name, else the login."""
    for author in root.iter("wp_author"):
        if words(author.find("wp_author_login")) == login:
            display = words(author.find("wp_author_display_name"))
            full = f"{words(author.find('wp_author_first_name'))} {words(author.find('wp_author_last_name'))}".strip()
            return display if display and display != login else full or display or login
    return login


def _meta(post: etree._Element, composer: Composer) -> dict[str, str]:
    """The custom fields of a post; old slugs become old addresses beside the post's own."""
    meta: dict[str, str] = {}
    link = urlsplit(composer.base).path
    for one in taken(post, "wp_postmeta"):
        key, value = _first(one, "wp_meta_key"), _first(one, "wp_meta_value")
        own = re.fullmatch(r"(.*/)[^/]+(/?)", link)
        if key == "_wp_old_slug" and own:
            composer.candidate("aliases", f"{own[1]}{value}{own[2]}", key)
        elif key in meta:
            meta[key] += f"\n{value}"
        else:
            meta[key] = value
    return meta


def _bookkeeping(post: etree._Element, composer: Composer, link: str) -> None:
    """Keep the post's permanent id; what WordPress notes of every post alike stands beside the story."""
    post_id, guid, name = _first(post, "wp_post_id"), _first(post, "guid"), _first(post, "wp_post_name")
    composer.keep("guid", guid)
    composer.words(Role.BESIDE, f"wp_post_name: {name}")
    if name and f"/{name}/" not in f"{urlsplit(link).path}/":
        composer.keep("wp_post_name", name)
    composer.words(Role.BESIDE, f"wp_post_id: {post_id}")
    if not re.search(rf"[?&](?:p|page_id)={re.escape(post_id)}(?!\d)", guid):
        composer.keep("wp_post_id", post_id)
    for key, usual in _USUAL:
        value = _first(post, key)
        composer.words(Role.BESIDE, f"{key}: {value}")
        if value not in usual:
            composer.keep(key, value)


_USUAL = (
    ("wp_post_type", ("post",)),
    ("wp_post_parent", ("0",)),
    ("wp_menu_order", ("0",)),
    ("wp_is_sticky", ("0",)),
    ("wp_comment_status", ("open", "closed")),
    ("wp_ping_status", ("open", "closed")),
)
"""What an export notes of every post, and the values that say nothing."""


def _picture(item: etree._Element) -> Shown:
    """An attachment's address and words."""
    caption = shown(
        "".join(map(str, element.itertext())) if (element := item.find("excerpt_encoded")) is not None else ""
    )
    return Shown(words(item.find("wp_attachment_url")), caption, words(item.find("title")))


def _aside(element: etree._Element, composer: Composer) -> None:
    """Set the words of an element and all that it holds beside the story."""
    for one in element.iter(etree.Element):
        composer.words(Role.BESIDE, " ".join([one.text or "", *(child.tail or "" for child in one)]))
