"""Feeds, exports and messages taken apart: each entry is its own bytes, whatever stands around it."""

from __future__ import annotations

import io
import json
import re
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structured import FIXTURES, captures, parcel

from backfile.capture.capture import Attachment, assembled, sha256
from backfile.capture.containers import json_entries
from backfile.capture.containers.containers import captures_in
from backfile.capture.containers.xml_entries import outline
from backfile.capture.parcel import Parcel
from backfile.decode.decode import decode
from backfile.errors import CaptureError, NoArticleError
from backfile.report import Remark

FEED = '<?xml version="1.0" encoding="{}"?>\n<rss version="2.0"><channel><title>Dock</title>\n{}\n</channel></rss>'


def item(title: str, text: str = "") -> str:
    return f"<item><title>{title}</title><description>{text}</description></item>"


def entries(data: bytes) -> list[bytes]:
    return [capture.data for capture in captures(data, "feed.xml")]


def test_an_entry_is_the_bytes_of_the_file_and_so_the_same_in_every_feed() -> None:
    lamp = item("The lamp")
    first, second = FEED.format("utf-8", lamp + item("A")), FEED.format("utf-8", item("B") + lamp)
    assert entries(first.encode())[0] == lamp.encode() == entries(second.encode())[1]
    assert {c.digest for c in captures(first.encode())} & {c.digest for c in captures(second.encode())} == {
        sha256(lamp.encode())
    }


def test_an_entry_keeps_the_feed_around_it_and_no_other_entry() -> None:
    data = FEED.format("utf-8", item("A") + "<ttl>60</ttl>" + item("B")).encode()
    around = [assembled(capture) for capture in captures(data, "feed.xml")]
    assert all(b"<title>Dock</title>" in text and b"<ttl>60</ttl>" in text for text in around)
    assert [re.findall(rb"<title>([AB])</title>", text) for text in around] == [[b"A"], [b"B"]]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "utf-16-le", "windows-1252", "iso-8859-1", "gb18030", "shift_jis"]
)
def test_entries_are_cut_in_the_encoding_of_the_file(encoding: str) -> None:
    title = "灯台" if encoding in ("gb18030", "shift_jis") else "Café"
    data = FEED.format(encoding, item(title) + item("B")).encode(encoding)
    found = entries(data)
    assert found[0].decode("utf-16-le" if encoding == "utf-16" else encoding) == item(title)
    assert len(found) == 2


def test_a_self_closed_entry_ends_where_it_ends() -> None:
    assert entries(FEED.format("utf-8", '<item a=">"/>' + item("B")).encode()) == [b'<item a=">"/>', item("B").encode()]


def test_a_self_closed_entry_at_the_end_takes_nothing_of_what_encloses_it() -> None:
    assert entries(b'<rss version="2.0"><channel><item/></channel></rss>') == [b"<item/>"]


def test_characters_by_names_that_nobody_declares_break_nothing() -> None:
    assert len(entries(FEED.format("utf-8", item("Caf&eacute;&nbsp;A") + item("B")).encode())) == 2


def test_a_broken_feed_gives_the_entries_before_the_break_and_says_where_it_is() -> None:
    data = FEED.format("utf-8", item("A") + "\n" + item("B &c; & D") + item("E")).encode()
    found: list[bytes] = []
    with pytest.raises(
        CaptureError, match=r"feed\.xml: it is broken: .* in line 4, column \d+; the entry before that is taken in"
    ):
        found.extend(capture.data for capture in captures(data, "feed.xml"))
    assert found == [item("A").encode()]


def test_the_entries_of_a_broken_feed_can_be_read() -> None:
    data = FEED.format("utf-8", item("A") + item("B"))[:-40].encode()
    found = []
    with pytest.raises(CaptureError):
        found.extend(captures(data, "feed.xml"))
    assert [assembled(capture)[-16:] for capture in found] == [b"</channel></rss>"]


def test_one_entry_in_a_wrong_encoding_breaks_no_other() -> None:
    data = FEED.format("utf-8", "{}").encode().replace(b"{}", item("A").encode() + b"<item><title>\xff</title></item>")
    assert len(entries(data)) == 2


def test_a_feed_without_entries_is_kept_as_one_capture() -> None:
    data = FEED.format("utf-8", "").encode()
    assert entries(data) == [data]


BOMBS = {
    "billion laughs": '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>',
    "quadratic": f'<!DOCTYPE rss [<!ENTITY a "{"ha" * 5000}">]>',
    "external": '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "parameter": "<!DOCTYPE rss [<!ENTITY % a \"<!ENTITY b 'c'>\"> %a;]>",
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_entities_that_expand_or_fetch_are_refused_by_name(bomb: str) -> None:
    data = FEED.format("utf-8", item("A")).replace("<rss", f"{bomb}<rss", 1).encode()
    with pytest.raises(
        CaptureError, match=r"feed\.xml: it declares the entity '\w+', which expands .* Remove its DOCTYPE"
    ):
        entries(data)


def test_characters_by_name_are_no_bomb() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY % l PUBLIC "x" "http://www.w3.org/l.ent"> %l; <!ENTITY eacute "&#233;">]>'
    assert (
        len(entries(FEED.format("utf-8", item("Caf&eacute;&nbsp;A")).replace("<rss", f"{doctype}<rss").encode())) == 1
    )


def test_a_message_gives_its_stories_each_with_the_pictures_around_it() -> None:
    data = (FIXTURES / "wire" / "dpa.xml").read_bytes()
    found = list(captures(data, "dpa.xml"))
    assert [capture.name for capture in found] == ["dpa.xml#1"]
    assert found[0].frame.count(b"ninat:picture") == 1


def test_a_json_feed_is_cut_at_its_items_wherever_they_stand() -> None:
    feed = {"items": [{"id": "1", "title": '}],"items":[{'}, {"id": "2"}], "version": "https://jsonfeed.org/version/1"}
    found = list(captures(json.dumps(feed).encode(), "feed.json"))
    assert [json.loads(capture.data) for capture in found] == feed["items"]
    assert [json.loads(assembled(capture)) for capture in found] == [feed | {"items": [one]} for one in feed["items"]]


def test_a_json_feed_that_breaks_off_gives_the_items_that_are_whole() -> None:
    data = b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1"}, {"id": "2", "ti'
    found = []
    with pytest.raises(CaptureError, match="breaks off"):
        found.extend(json.loads(assembled(capture)) for capture in captures(data, "feed.json"))
    assert [feed["items"] for feed in found] == [[{"id": "1"}]]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.dictionaries(st.text(), _JSON, max_size=3), max_size=4), _JSON, st.booleans())
def test_the_members_of_an_array_are_found_in_any_json(items: list, other: object, pretty: bool) -> None:
    text = json.dumps(
        {"other": other, "items": items, "last": other}, indent=2 if pretty else None, ensure_ascii=pretty
    )
    data = text.encode("utf-8", "surrogatepass")
    found, is_whole = json_entries.json_entries(io.BytesIO(data), "items")
    assert is_whole
    assert [json.loads(data[start:end].decode("utf-8", "surrogatepass")) for start, end in found] == items


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300))
def test_arbitrary_bytes_in_a_feed_give_captures_or_a_capture_error(data: bytes) -> None:
    for head in (b"<rss><channel><item>", b'<feed xmlns="http://www.w3.org/2005/Atom"><entry>', b"<NewsML><NewsItem>"):
        with suppress(CaptureError):
            assert list(captures_in(parcel(head + data, "x")))


class _Endless(io.RawIOBase):
    """A WordPress export of a given number of posts that is made while it is read."""

    HEAD = (
        b'<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:c="urn:c" xmlns:dc="urn:d">'
        b"<channel><title>Dock</title><wp:author><wp:author_login>ann</wp:author_login></wp:author>"
    )
    POST = (
        b"<item><title>Post</title><wp:post_id>%07d</wp:post_id><wp:post_type>post</wp:post_type>"
        b"<dc:creator>ann</dc:creator><c:encoded><![CDATA[" + b"words " * 2000 + b"]]></c:encoded></item>"
    )
    TAIL = b"</channel></rss>"

    def __init__(self, posts: int) -> None:
        self.posts, self.at, self.length = posts, 0, len(self.POST % 0)
        self.size = len(self.HEAD) + posts * self.length + len(self.TAIL)

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, _whence: int = 0, /) -> int:
        self.at = offset
        return self.at

    def read(self, size: int = -1, /) -> bytes:
        end = self.size if size < 0 else min(self.size, self.at + size)
        found = b"".join(self._pieces(self.at, end))
        self.at = end
        return found

    def _pieces(self, start: int, end: int) -> Iterator[bytes]:
        if start < len(self.HEAD):
            yield self.HEAD[start : min(end, len(self.HEAD))]
        first, last = len(self.HEAD), len(self.HEAD) + self.posts * self.length
        for number in range(max(0, (start - first) // self.length), self.posts):
            begins = first + number * self.length
            if begins >= end:
                break
            if begins + self.length > start:
                yield (self.POST % number)[max(0, start - begins) : end - begins]
        if end > last:
            yield self.TAIL[max(0, start - last) : end - last]


def test_a_large_export_is_read_in_constant_memory() -> None:
    peaks = []
    for posts in (200, 2_000):
        file = _Endless(posts)
        tracemalloc.start()
        count = sum(1 for _ in captures_in(Parcel(file, "export.xml", file.size, "")))  # type: ignore[arg-type]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert count == posts
    assert peaks[1] - peaks[0] < 2_000 * 500


def test_files_that_came_with_an_export_are_attached_under_the_addresses_that_posts_give_them() -> None:
    data = (FIXTURES / "wordpress" / "export.xml").read_bytes()
    files = (
        Attachment("export_files/2012/06/kran.jpg", "image/jpeg", b"crane"),
        Attachment("export_files/2009/01/kran.jpg", "image/jpeg", b"another crane"),
        Attachment("export_files/other.jpg", "image/jpeg", b"nobody's"),
    )
    first = next(captures(data, "export.xml", files))
    assert {(one.path, one.data) for one in first.attachments} == {
        ("/wp-content/uploads/2012/06/kran.jpg", b"crane"),
        ("/wp-content/uploads/2012/06/kran-300x200.jpg", b"crane"),
    }


def test_all_that_is_no_article_in_an_export_is_kept_too() -> None:
    data = (FIXTURES / "wordpress" / "export.xml").read_bytes()
    kept = b"".join(capture.frame + capture.data for capture in captures(data, "export.xml"))
    items = outline(io.BytesIO(data), "export.xml", lambda path: "child" if len(path) == 3 else "").entries
    assert items
    assert all(data[one.start : one.end] in kept for one in items if one.end - one.start > 100)


def test_what_is_no_article_in_an_export_is_told_once_and_needs_nobodys_attention() -> None:
    data = (FIXTURES / "wordpress" / "export.xml").read_bytes()
    (remark,) = (thing for thing in captures_in(parcel(data, "export.xml")) if isinstance(thing, Remark))
    assert re.fullmatch(r"(?:1 entry of it is no article|\d+ entries of it are no articles) and .* \(.*\)", remark.text)
    *_, rest = captures(data, "export.xml")
    with pytest.raises(NoArticleError):
        decode(rest)


def test_a_post_has_its_author_and_its_pictures_around_it_and_nobody_elses() -> None:
    data = (FIXTURES / "wordpress" / "export.xml").read_bytes()
    first, second, *_ = captures(data, "export.xml")
    assert b"Jens Petersen" in first.frame
    assert b"<wp:post_id>102<" in first.frame
    assert b"Jens Petersen" not in second.frame
    assert b"attachment" not in second.frame
