"""The text of WordPress posts: what WordPress itself would make of it."""

from __future__ import annotations

import pytest
from structured import FIXTURES, captures, reading

from backfile.decode.wordpress_text import Shown, post_html

PICTURES = {"7": Shown("https://dock.example/a.jpg", "A & B", "alt"), "8": Shown("https://dock.example/b.jpg")}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\n\nTwo,\nstill two.", "<p>One.</p>\n<p>Two,<br>still two.</p>"),
        ("One.\r\n\r\n\r\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One.\n<h2>Sub</h2>\nTwo.", "<p>One.</p>\n<h2>Sub</h2>\n<p>Two.</p>"),
        ("<ul>\n<li>a</li>\n</ul>", "<ul>\n<li>a</li>\n</ul>"),
        ("One.\n<pre>a\n\nb</pre>\nTwo.", "<p>One.</p>\n<pre>a\n\nb</pre>\n<p>Two.</p>"),
        ("<!-- wp:paragraph -->\n<p>a\nb</p>", "<!-- wp:paragraph -->\n<p>a\nb</p>"),
        (
            '[caption id="attachment_7"]<img src="a.jpg" /> Words <em>here</em>[/caption]',
            '<figure><img src="a.jpg" /><figcaption>Words <em>here</em></figcaption></figure>',
        ),
        (
            '[caption caption="In the tag"]<a href="b"><img src="a.jpg"></a>[/caption]',
            '<figure><a href="b"><img src="a.jpg"></a><figcaption>In the tag</figcaption></figure>',
        ),
        (
            '[gallery ids="7,99"]',
            '<figure><img src="https://dock.example/a.jpg" alt="alt"><figcaption>A &amp; B</figcaption></figure>',
        ),
        ('[gallery ids="99"]', '<p>[gallery ids="99"]</p>'),
        ("[embed]https://v.example/1[/embed]", '<p><a href="https://v.example/1">https://v.example/1</a></p>'),
        ("[ticker]Words[/ticker]", "<p>[ticker]Words[/ticker]</p>"),
    ],
)
def test_a_text_is_the_html_that_wordpress_makes_of_it(text: str, html: str) -> None:
    assert "".join(post_html(text, PICTURES).split()) == "".join(html.split())


def test_a_gallery_without_numbers_shows_all_pictures_of_its_post() -> None:
    assert post_html("[gallery]", PICTURES).count("<figure>") == 2


def article_of(*change: str):
    text = (FIXTURES / "wordpress" / "export.xml").read_text("utf-8").replace(*change, 1)
    return reading(next(captures(text.encode(), "export.xml")))[1].article


def test_a_post_behind_a_password_is_private() -> None:
    change = ("<wp:post_password><![CDATA[]]>", "<wp:post_password><![CDATA[sesame]]>")
    assert article_of(*change).access == "private"


def test_a_scheduled_post_is_under_embargo_until_its_time() -> None:
    article = article_of("<![CDATA[publish]]>", "<![CDATA[future]]>")
    assert article.embargo == article.date is not None
    assert article.access == "public"


def test_a_time_without_utc_has_no_offset() -> None:
    article = article_of("_gmt><![CDATA[2012-06-12 13:30:00]]>", "_gmt><![CDATA[0000-00-00 00:00:00]]>")
    assert article.date is not None
    assert article.date.text == "2012-06-12T15:30:00"
