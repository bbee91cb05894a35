"""What the preview answers to an address."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType

import pytest

from backfile.preview.fault import Fault, Line
from backfile.preview.pages import Answer, Pages
from backfile.preview.shown import Shown

PAGE = '<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><body>{}</body></html>'
FERRY = "/2021/05/14/ferry/"
BROKEN = Fault("is no date", "content/2021/05/14/ferry.md", 3, "date", "soon", "Write 2021-05-14", address=FERRY)


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    output, theme = tmp_path / "output", tmp_path / "theme"
    for name, text in {"index.html": "Home", "404.html": "Nothing here", "2021/05/14/gull/index.html": "Gull"}.items():
        file = output / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE.format(text), "utf-8")
    (output / ".building").write_text("hidden")
    (output / "data").mkdir()
    (tmp_path / "secret.html").write_text("secret")
    (output / "out.html").symlink_to(tmp_path / "secret.html")
    (theme / "static" / "css").mkdir(parents=True)
    (theme / "static" / "css" / "site.css").write_text("body { color: red }")
    return Pages(output, theme, Shown())


def text_of(answer: Answer) -> str:
    content = answer.content
    return content.read_text("utf-8") if isinstance(content, Path) else content.decode()


@pytest.mark.parametrize(
    "address", ["/2021/05/14/gull/", "/2021/05/14/gull/index.html", "/2021/05/14/gull/?q=1", "//2021/05/14//gull/"]
)
def test_a_page_is_found_at_its_address_and_at_that_of_its_file(pages: Pages, address: str) -> None:
    answer = pages.answer(address)
    assert (answer.status, "Gull" in text_of(answer)) == (HTTPStatus.OK, True)


def test_a_page_loads_the_reload_script_and_its_policy_allows_that(pages: Pages) -> None:
    text = text_of(pages.answer("/"))
    assert "default-src 'none'; script-src 'self'; connect-src 'self'\"" in text
    assert '<script src="/~preview/preview.js"' in text.partition("</body>")[0]


def test_a_folder_without_its_last_slash_leads_to_the_page_with_its_query(pages: Pages) -> None:
    answer = pages.answer("/2021/05/14/gull?q=1")
    assert (answer.status, answer.location) == (HTTPStatus.MOVED_PERMANENTLY, "/2021/05/14/gull/?q=1")


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere/", "/nowhere", "/data/", "/404/", "/.building", "/../secret.html", "/%2e%2e/secret.html", "/out.html",
        "/2021%5c..%5c..", "/%00", "/%ff/", "/~preview/", "/~preview/..%2fpages.py", "/~preview/nothing.js",
        "/~preview/theme/../../secret.html", "/index.html/",
    ],
)  # fmt: skip
def test_what_is_not_in_the_site_is_answered_with_its_own_page_for_that(pages: Pages, address: str) -> None:
    answer = pages.answer(address)
    found = answer.status == HTTPStatus.OK and "Home" in text_of(answer)
    assert (answer.status, "Nothing here" in text_of(answer)) == (HTTPStatus.NOT_FOUND, True) or (
        found and address == "/index.html/"
    )


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.atom", "application/atom+xml"),
        ("a.xml", "application/xml"),
        ("a.json", "application/json"),
        ("a.jsonl", "application/jsonl"),
        ("a.svg", "image/svg+xml"),
        ("a.jpg", "image/jpeg"),
        ("a.webp", "image/webp"),
        ("a.woff2", "font/woff2"),
        ("a.wasm", "application/wasm"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("a.pf_index", "application/octet-stream"),
        ("a.csv.gz", "application/octet-stream"),
    ],
)
def test_a_file_has_the_type_of_its_kind(pages: Pages, tmp_path: Path, name: str, media_type: str) -> None:
    (tmp_path / "output" / name).write_bytes(b"x")
    answer = pages.answer(f"/{name}")
    assert (answer.status, answer.media_type) == (HTTPStatus.OK, media_type)


@pytest.mark.parametrize("address", [FERRY, f"{FERRY}index.html"])
def test_an_article_that_cannot_be_built_says_why_at_its_own_address(pages: Pages, address: str) -> None:
    pages.shown.publish(faults=(BROKEN,), pages_changed=True)
    answer = pages.answer(address)
    assert answer.status == HTTPStatus.INTERNAL_SERVER_ERROR
    for said in (BROKEN.file, "Line 3", BROKEN.field, BROKEN.problem, BROKEN.value, BROKEN.remedy):
        assert said in text_of(answer)


def test_its_address_without_the_last_slash_leads_there_too(pages: Pages) -> None:
    pages.shown.publish(faults=(BROKEN,), pages_changed=True)
    assert pages.answer(FERRY.rstrip("/")).location == FERRY


def test_its_last_good_page_is_at_its_address_too(pages: Pages) -> None:
    pages.shown.publish(faults=(BROKEN,), kept=MappingProxyType({FERRY: b"<body>As it was</body>"}), pages_changed=True)
    assert f"{FERRY}?last-good" in text_of(pages.answer(FERRY))
    assert "As it was" in text_of(pages.answer(f"{FERRY}?last-good"))


def test_without_a_last_good_page_none_is_offered(pages: Pages) -> None:
    pages.shown.publish(faults=(BROKEN,), pages_changed=True)
    assert "last-good" not in text_of(pages.answer(FERRY))
    assert pages.answer(f"{FERRY}?last-good").status == HTTPStatus.INTERNAL_SERVER_ERROR


def test_other_pages_say_what_needs_attention_and_lead_there(pages: Pages) -> None:
    pages.shown.publish(faults=(BROKEN, Fault("is no YAML", "threads.yaml", 2)), pages_changed=True)
    text = text_of(pages.answer("/"))
    assert "2 things need attention" in text
    assert f'<a href="{FERRY}">' in text
    assert '<a href="/~preview/problems">' in text


def test_all_that_needs_attention_is_on_one_page(pages: Pages) -> None:
    pages.shown.publish(faults=(BROKEN, Fault("is no YAML", "threads.yaml", 2)), pages_changed=True)
    answer = pages.answer("/~preview/problems")
    assert answer.status == HTTPStatus.OK
    assert "threads.yaml" in text_of(answer)
    assert BROKEN.file in text_of(answer)


def test_where_nothing_is_wrong_nothing_is_said(pages: Pages) -> None:
    assert "attention" not in text_of(pages.answer("/"))
    assert "Nothing needs attention" in text_of(pages.answer("/~preview/problems"))


@pytest.mark.parametrize("address", ["/", "/2021/05/14/gull/", "/404.html", "/nowhere/", "/nowhere"])
def test_where_the_site_cannot_be_built_every_page_says_why(pages: Pages, address: str) -> None:
    pages.shown.publish(stopped=(Fault("is missing", "pelicanconf.py", field="SITENAME"),), pages_changed=True)
    answer = pages.answer(address)
    while answer.location:
        answer = pages.answer(answer.location)
    assert answer.status == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "The site could not be built" in text_of(answer)


def test_the_page_of_problems_has_the_theme_s_look_though_nothing_was_ever_built(pages: Pages) -> None:
    pages.shown.publish(stopped=(Fault("is missing"),), pages_changed=True)
    assert 'href="/~preview/theme/css/site.css"' in text_of(pages.answer("/"))
    assert "color: red" in text_of(pages.answer("/~preview/theme/css/site.css"))


def test_all_that_a_file_says_is_escaped(pages: Pages) -> None:
    evil = "<script>\"'&"
    fault = Fault(evil, evil, 1, evil, evil, evil, (Line(1, evil, faulty=True),))
    pages.shown.publish(faults=(fault,), pages_changed=True)
    said = text_of(pages.answer("/~preview/problems")) + text_of(pages.answer("/"))
    assert "<script>" not in said
    assert said.count("&lt;script&gt;&#34;&#39;&amp;") >= 7


def test_open_pages_are_told_of_a_build_that_changed_something_and_of_no_other() -> None:
    shown = Shown()
    shown.publish(pages_changed=True)
    first = shown.edition.number
    shown.publish(pages_changed=False)
    assert shown.wait(first, 0) == first
    shown.publish(faults=(BROKEN,), pages_changed=False)
    assert shown.wait(first, 0) != first
