"""Pages as browsers and their extensions save them: each page of the fixtures, with what is read from it beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backfile.article import Article
from backfile.capture.capture import Attachment, Capture, assembled, sha256
from backfile.capture.embedded import brought
from backfile.capture.inbox import item_of, receive
from backfile.capture.pictures import picture_name
from backfile.decode.html import decode_html
from backfile.intake.manuscript import pictures_of, read
from backfile.markdown import to_markdown
from backfile.vocab import SiteWords

PAGES = Path(__file__).parent.parent / "fixtures" / "saved_pages"
FIELDS = ("title", "date", "lang", "outlet", "source", "standfirst", "byline", "status", "image")


def captures(page: Path | str) -> Iterator[Capture]:
    for capture in receive(item_of(PAGES / page), "2024-05-01T12:00:00Z"):
        assert isinstance(capture, Capture)
        yield capture


def articles(page: Path | str) -> list[Article]:
    return [read(capture, SiteWords())[1].article for capture in captures(page)]


def from_html(inside: str, *attachments: Attachment, lang: str = "en") -> Article:
    page = f"""<html lang="{lang}"><title>The mill will grind again</title><body><article>
    <h1>The mill will grind again</h1>
    <p>The mill by the river will grind again from the first of May, its new owner announced on Monday morning.</p>
    {inside}
    <p>It had stood still since the flood of 2002, which carried off the wheel and a part of the weir below it.</p>
    </article></body></html>"""
    return read(Capture(page.encode(), sha256(page.encode()), attachments=attachments), SiteWords())[1].article


def shown(article: Article) -> str:
    """The fields that tell of a page's form, then the body."""
    lines = []
    for name in FIELDS:
        value = getattr(article, name)
        if name == "image" and value:
            lines += [f"{name}.{part}: {getattr(value, part)}" for part in ("file", "caption", "credit")]
        elif value:
            lines.append(f"{name}: {getattr(value, 'text', value)}")
    return "\n".join(lines) + "\n\n" + to_markdown(article.body)


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_a_saved_page_is_read_as_the_page_that_was_saved(page: Path) -> None:
    read_from_it = "\n=====\n\n".join(map(shown, articles(page)))
    assert read_from_it == page.with_suffix(".expected.md").read_text("utf-8")


@pytest.mark.parametrize("page", ["firefox.html", "chrome.html", "singlefile.html"])
def test_every_picture_that_an_article_shows_came_with_its_capture(page: str) -> None:
    (capture,) = captures(page)
    named = {picture_name(attachment) for attachment in brought(capture)}
    shows = set(pictures_of(read(capture, SiteWords())[1].article))
    assert len(shows) == (2 if page == "singlefile.html" else 3)
    assert shows <= named


def test_singlefile_tells_where_and_when_it_saved_a_page() -> None:
    (capture,) = captures("singlefile.html")
    assert capture.target_uri == "https://valleypost.example/2024/04/29/river-mill"
    assert capture.captured_at == "2024-04-30T05:05:09Z"


def test_a_document_holds_no_picture() -> None:
    text = (PAGES / "singlefile.html").read_text("utf-8")
    document = decode_html(text, Capture(text.encode(), ""))
    assert len(repr(document)) < 20_000 < len(text)


def test_the_stories_of_a_page_are_slices_of_it_and_make_it_up_with_their_frame() -> None:
    page = (PAGES / "day_page.html").read_bytes()
    found = list(captures("day_page.html"))
    assert [capture.name for capture in found] == ["day_page.html#1", "day_page.html#2", "day_page.html#3"]
    assert all(capture.data in page and capture.data in assembled(capture) for capture in found)
    rebuilt = found[0].frame
    for capture in found:
        rebuilt = rebuilt.replace(b"<?backfile-entry?>", capture.data, 1)
    assert rebuilt == page


TWO_STORIES = """<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>
<article class="{named}"><h2>The harbour gets a second crane</h2><p>{a}</p><p>{a}</p><p>{a}</p><p>{a}</p></article>
<article class="{named}"><h2>Ferries to sail on Sundays too</h2><p>{a}</p><p>{a}</p><p>{a}</p><p>{a}</p></article>
</body></html>"""
A = "The harbour board decided on Monday evening, after a debate of four hours, what the town had long talked about."


@pytest.mark.parametrize(
    ("given", "stories"),
    [
        ({}, 2),
        ({"title": "The harbour gets a second crane | Port News"}, 1),
        ({"head": '<meta property="og:type" content="article">'}, 1),
        ({"head": '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>'}, 1),
        ({"title": "Storm at the coast: as it happened"}, 1),
        ({"named": "live-post"}, 1),
        ({"named": "comment"}, 1),
        ({"named": "teaser"}, 1),
        ({"a": f'<a href="/x">{A}</a>'}, 1),
        ({"a": "More in a minute."}, 1),
    ],
    ids=["day", "own title", "og:type", "live", "live title", "posts", "comments", "teasers", "links", "short"],
)
def test_a_page_is_divided_only_where_it_evidently_holds_several_stories(
    given: dict[str, str], stories: int, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(TWO_STORIES.format(**{"title": "Port News", "head": "", "named": "story", "a": A, **given}))
    assert len(list(receive(item_of(page), ""))) == stories


def test_a_tag_that_is_commented_out_or_quoted_begins_no_story(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = TWO_STORIES.format(title="Port News", head="", named="story", a=A)
    hostile = "<!-- <article> --><script>'<article>'</script><p title='<article>'>x</p><article"
    page.write_text(text.replace("<body>", f"<body>{hostile} data-x='>'><p>y</p></article>"))
    assert len(list(receive(item_of(page), ""))) == 2


def test_an_old_encoding_of_a_page_is_that_of_its_stories(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = TWO_STORIES.format(
        title="Port News", head='<meta charset="windows-1252">', named="story", a=A + " Café, naïve."
    )
    page.write_bytes(text.encode("cp1252"))
    for capture in receive(item_of(page), ""):
        assert isinstance(capture, Capture)
        assert "Café, naïve." in read(capture, SiteWords())[1].article.text


GERMAN = (
    "Die Mühle steht seit dem Hochwasser still, und niemand hatte gedacht, dass sie noch einmal mahlen würde; nun aber "
    "freuen sich alle auf das Mehl."
)
JAPANESE = "川のほとりの水車小屋は、五月一日からまた粉を挽き始める。"
NAMES = (
    "Brian Muir, Paul McDonald, Alexei Petrov, George Brown, Andrew Young, Jacques Blanc, Thomas Green, Peter Schwarz."
)
ENGLISH = "They call it the red mill here, and nobody could say when that had begun, or why."


@pytest.mark.parametrize(
    ("inside", "source"),
    [
        ("<p>They say <i lang=fr>le moulin rouge</i> here.</p>", "They say [*le moulin rouge*]{lang=fr} here."),
        (f"<p lang=en-US>{ENGLISH}</p>", ENGLISH),
        (f"<p lang=de>{ENGLISH}</p>", ENGLISH),
        (f"<p lang=x>{ENGLISH}</p>", ENGLISH),
        (f"<p>{GERMAN}</p>", f"[{GERMAN}]{{lang=de}}"),
        (f"<p>{JAPANESE}</p>", f"[{JAPANESE}]{{lang=ja}}"),
        (f"<p>{NAMES}</p>", NAMES),
    ],
    ids=["declared", "same", "contradicted", "no tag", "told by words", "told by script", "names"],
)
def test_a_passage_is_in_another_language_where_that_is_declared_or_evident(inside: str, source: str) -> None:
    assert source in to_markdown(from_html(inside).body).split("\n\n")


def test_text_is_the_same_whatever_its_passages_are_in() -> None:
    said = from_html("<p>They say <i lang=fr>le moulin rouge</i> here.</p>").text
    assert "They say le moulin rouge here." in said.split("\n\n")


WEIR = Attachment("a.png", "image/png", (PAGES / "firefox_files" / "weir.png").read_bytes())
FACE = Attachment("face.png", "image/png", (PAGES / "firefox_files" / "writer.png").read_bytes())


@pytest.mark.parametrize(
    ("inside", "is_shown"),
    [
        ("<p><img src=a.png></p>", True),
        ("<p><img data-src=a.png src=data:image/gif;base64,R0lGODlhAQABAAAAACw=></p>", True),
        ("<p><img src=b.png srcset='b.png 1x, a.png 2x'></p>", True),
        ("<p><img src=face.png></p>", False),
        ("<div class=newsletter><img src=a.png></div>", False),
        ("<div class=author-bio><img src=a.png><p>Ida Holm writes about water.</p></div>", False),
        ("<p><img src=elsewhere.png></p>", False),
    ],
    ids=["alone", "lazy", "set", "icon", "promo", "author", "not brought"],
)
def test_a_picture_of_the_story_gets_a_figure_in_its_place(inside: str, is_shown: bool) -> None:
    body = to_markdown(from_html(inside, WEIR, FACE).body).split("\n\n")
    assert (f"::: figure {picture_name(WEIR)}\n:::" in body[1:-1]) is is_shown
    assert "figure" in "".join(body) or not is_shown


@pytest.mark.parametrize(
    ("inside", "address"),
    [
        ('<iframe src="https://player.vimeo.com/video/1"></iframe>', "https://player.vimeo.com/video/1"),
        ('<div><iframe data-src="//www.youtube.com/embed/x"></iframe></div>', "https://www.youtube.com/embed/x"),
        ("<audio src=https://a.example/a.mp3></audio>", "https://a.example/a.mp3"),
        ("<amp-twitter data-tweetid=12></amp-twitter>", "https://twitter.com/i/status/12"),
        ("<iframe src=https://tracker.example/></iframe>", ""),
        ("<iframe src=javascript:alert(1)></iframe>", ""),
        ("<video src=blob:https://a.example/1></video>", ""),
        ("<div class=ad-slot><iframe src=https://www.youtube.com/embed/x></iframe></div>", ""),
    ],
)
def test_an_embed_becomes_a_link_in_its_place(inside: str, address: str) -> None:
    links = [run.href for block in from_html(inside).body for run in getattr(block, "text", ()) if run.href]
    assert links == ([address] if address else [])
