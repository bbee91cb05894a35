"""Saved pages of different anatomy: each fixture page has its expected reading beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backfile.article import Article, EventDate, Figure, Listing, block_text
from backfile.capture.capture import Attachment, Capture, sha256
from backfile.decode.html import decode_html
from backfile.normalise.normalise import Reading, normalise
from backfile.vocab import Vocabulary
from backfile.vocab.outlets import outlets

PAGES = Path(__file__).parent.parent / "fixtures" / "html"


def read(page: str, *attachments: Attachment) -> Reading:
    data = page.encode()
    capture = Capture(data, sha256(data), attachments=attachments)
    document = decode_html(page, capture)
    return normalise(document, Vocabulary(outlets()), digest=capture.digest, attachments=attachments)


def shown(article: Article, field: str) -> Any:
    value = getattr(article, field)
    return value.text if isinstance(value, EventDate) else list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_a_page_is_read_as_a_person_reads_it(page: Path) -> None:
    reading = read(page.read_text("utf-8"))
    expected = json.loads(page.with_suffix(".json").read_text("utf-8"))
    image, names, body = expected.pop("image", None), expected.pop("byline_names"), expected.pop("body")
    assert {field: shown(reading.article, field) for field in expected} == expected
    assert list(reading.byline_names) == names
    assert [[type(block).__name__, block_text(block)] for block in reading.article.body] == body
    if image:
        assert reading.article.image is not None
        assert {key: getattr(reading.article.image, key) for key in image} == image


STORY = """<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1><div class=text>
<p>The mill by the river will grind again from the first of May, its new owner announced on Monday morning.</p>
{inside}
<p>It had stood still since the flood of 2002, which carried off the wheel and a part of the weir below it.</p>
<p>Visitors may watch on Saturdays, when the first sacks are filled, and buy the flour at the door for a pound.</p>
</div></body></html>"""


def story(*, title: str = "River mill to grind again", head: str = "", inside: str = "") -> str:
    return STORY.format(title=title, head=head, inside=inside)


def test_the_site_name_is_cut_from_the_headline() -> None:
    site = '<meta property="og:site_name" content="Valley Post">'
    head = f'{site}<meta property="og:title" content="River mill to grind again | Valley Post">'
    assert read(story(head=head)).article.title == "River mill to grind again"


def test_a_divider_within_the_headline_is_no_furniture() -> None:
    assert read(story(title="River mill - a history in flour")).article.title == "River mill - a history in flour"


def test_a_date_without_time_gets_none() -> None:
    assert read(story(head='<meta name="date" content="2024-04-30">')).article.date == EventDate("2024-04-30")


def test_a_printed_date_in_another_language_than_the_page_declares_is_read() -> None:
    page = """<html lang="en"><head><title>Mühle mahlt wieder im alten Tal</title></head><body>
    <h1>Mühle mahlt wieder im alten Tal</h1><div>Von Ida Holm, veröffentlicht am 30. Juli 2018</div>
    <p>Die Mühle am Fluss wird vom ersten Mai an wieder mahlen, wie der neue Besitzer am Montag mitteilte.</p>
    <p>Seit dem Hochwasser im Jahr 2002 hatte sie stillgestanden, und niemand wollte sie haben.</p></body></html>"""
    assert read(page).article.date == EventDate("2018-07-30")


def test_a_date_that_is_all_of_a_list_item_below_the_headline_is_the_articles() -> None:
    page = story().replace("<div class=text>", "<ul><li>October 5, 2018</li><li>Ida Holm</li></ul><div class=text>")
    assert read(page).article.date == EventDate("2018-10-05")


def test_names_in_the_closing_line_are_the_byline_where_no_other_is_printed() -> None:
    closing = "<p>(Ida Holm aus Bremen, Jan Ruiter, 3.5.2024)</p></div>"
    reading = read(story().replace("</div>", closing))
    assert reading.article.authors == ("Ida Holm", "Jan Ruiter")
    assert reading.byline_names == ("Ida Holm", "Jan Ruiter")


def test_the_editor_in_charge_of_a_chinese_page_is_no_author() -> None:
    reading = read(story().replace("</div>", "<p>（责编：林海、周小舟）</p></div>"))
    assert [(person.name, person.role) for person in reading.article.reporting] == [
        ("林海", "editor"),
        ("周小舟", "editor"),
    ]
    assert reading.article.authors == ()


def test_an_agency_that_metadata_calls_an_author_is_credited_with_the_copy() -> None:
    head = """<script type="application/ld+json">{"@type":"NewsArticle","headline":"River mill to grind again",
    "author":[{"@type":"Person","name":"Ida Holm"},{"@type":"Person","name":"dpa"}]}</script>"""
    article = read(story(head=head)).article
    assert (article.agencies, article.authors) == (("dpa",), ("Ida Holm",))


def test_a_page_without_date_has_none() -> None:
    assert read(story()).article.date is None


def test_a_publication_instant_keeps_its_own_offset() -> None:
    head = '<meta property="article:published_time" content="2024-04-30T23:30:00-0430">'
    assert read(story(head=head)).article.date == EventDate("2024-04-30T23:30:00-04:30")


def test_json_ld_with_stray_commas_and_comment_marks_is_read() -> None:
    statement = '<!-- {"@type": "NewsArticle", "datePublished": "2020-01-02T03:04:05Z",} -->'
    script = f'<script type="application/ld+json">{statement}</script>'
    assert read(story(head=script)).article.date == EventDate("2020-01-02T03:04:05Z")


def test_of_several_articles_in_json_ld_the_page_s_own_counts() -> None:
    script = """<script type="application/ld+json">[
      {"@type": "NewsArticle", "headline": "Another story", "datePublished": "1999-01-01"},
      {"@type": "NewsArticle", "headline": "River mill to grind again", "datePublished": "2024-05-06"}]</script>"""
    assert read(story(head=script)).article.date == EventDate("2024-05-06")


def test_an_outlet_named_as_author_is_no_person() -> None:
    head = '<meta property="og:site_name" content="Valley Post"><meta name="author" content="Valley Post">'
    reading = read(story(head=head))
    assert (reading.article.authors, reading.byline_names) == ((), ("Valley Post",))


def test_a_known_domain_gives_the_outlet_its_label() -> None:
    assert read(story(head='<link rel="canonical" href="https://www.dw.com/en/mill/a-1">')).article.outlet == "DW"


def test_a_list_of_the_article_stays_a_list() -> None:
    body = read(story(inside="<ol><li>first, the wheel</li><li>then <b>the</b> weir</li></ol>")).article.body
    (listing,) = (block for block in body if isinstance(block, Listing))
    assert (block_text(listing), listing.ordered) == ("first, the wheel\nthen the weir", True)


def test_a_subhead_goes_with_the_links_that_it_heads() -> None:
    links = "<li><a href=/a>Bridge closed</a></li><li><a href=/b>Fair moved</a></li>"
    inside = f"<h3>Elsewhere in the valley</h3><ul>{links}</ul>"
    assert "valley" not in read(story(inside=inside)).article.text


@pytest.mark.parametrize(
    "name", ["comments", "newsletter-signup", "share-bar", "ad-slot", "related-articles", "cookie-banner"]
)
def test_what_the_page_itself_names_as_no_article_is_set_aside_with_a_reason(name: str) -> None:
    reading = read(
        story(inside=f"<div class='{name}'><p>This sentence does not belong to the story of the mill.</p></div>")
    )
    assert "does not belong" not in reading.article.text
    assert any(
        fate.detail not in ("", "outside the article") for fate in reading.account.fates if fate.outcome == "set aside"
    )


def test_a_picture_saved_with_the_page_is_named_by_its_digest() -> None:
    picture = Attachment("mill_files/wheel 1.jpg", "image/jpeg", b"\xff\xd8\xff\xe0 bytes of a picture")
    inside = (
        "<figure><img src='mill_files/wheel%201.jpg'><figcaption>The new wheel. Photo: Ann Lee/AP</figcaption></figure>"
    )
    figures = [block for block in read(story(inside=inside), picture).article.body if isinstance(block, Figure)]
    assert [figure.file for figure in figures] == [sha256(picture.data).removeprefix("sha256:") + ".jpg"]


def test_a_picture_that_did_not_come_with_the_page_leaves_caption_and_credit() -> None:
    caption = "<figcaption>The new wheel. Photo: Ann Lee/AP</figcaption>"
    inside = f"<figure><img src='https://cdn.example/x.jpg'>{caption}</figure>"
    (figure,) = (block for block in read(story(inside=inside)).article.body if isinstance(block, Figure))
    assert (figure.file, figure.caption, figure.credit) == ("", "The new wheel.", "Ann Lee/AP")
