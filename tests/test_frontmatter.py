"""Front matter: an Article survives its file, other tools read the file alike, and a wrong line is named."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.article import Article, Contributor, Dateline, EventDate, Image, Paragraph, Run
from backfile.errors import FrontMatterError
from backfile.frontmatter import problems, read, split, write
from backfile.markdown import canonical

FIXTURES = Path(__file__).parent / "fixtures" / "frontmatter"

TROUBLESOME = (
    *(
        "NO",
        "no",
        "yes",
        "on",
        "off",
        "y",
        "true",
        "null",
        "~",
        "",
        "-",
        "---",
        "...",
        "?",
        "=",
        "<<",
        "!x",
        "&a",
        "*a",
    ),
    *(
        "12:30",
        "1_000",
        "007",
        "0o17",
        "1e3",
        ".5",
        ".inf",
        "2020",
        "2020-02-20",
        "2020-02-20 13:45",
        "0x1F",
        "+1",
        "1,5",
    ),
    *(
        'say "x"',
        "it's",
        "a: b",
        "a:",
        ":a",
        "a #b",
        "#a",
        "[a]",
        "{a}",
        "a, b",
        "a]",
        "@a",
        "`a",
        "%a",
        "|",
        ">",
        "\\",
    ),
    *(
        "a\nb",
        "a\n---\nb",
        " a",
        "a ",
        "\ta",
        "a\tb",
        "a\rb",
        "\0",
        "\x07",
        "\x85",
        "\xa0a",
        "\u2028",
        "\ufeff",
        "\uffff",
    ),
    *("😀", "عربي", "\u200fx\u200f", "日本語", "dv/aw (AP, Reuters)", "sha256:0a", "https://a.example/?q=1#x"),
)

texts = st.one_of(st.sampled_from(TROUBLESOME), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
lists = st.lists(texts, max_size=4).map(tuple)
dates = st.sampled_from(["2020", "2020-02", "2020-02-20", "2020-02-20T13:45:00+01:00"]).map(EventDate)
scalars = st.one_of(
    texts,
    st.booleans(),
    st.none(),
    st.integers(-(10**14), 10**14),
    st.floats(-1e6, 1e6).filter(lambda n: "e" not in repr(n)),
)
extras = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3).map(tuple), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)
FIELDS = {field for field in Article.__dataclass_fields__ if field not in ("extra", "body")}

articles = st.builds(
    Article,
    title=texts.filter(bool),
    date=st.none() | dates,
    lang=texts,
    outlet=texts,
    source=texts,
    standfirst=texts,
    byline=texts,
    authors=lists,
    dateline=st.none() | st.builds(Dateline, texts.filter(bool), lists, lists, texts),
    region=lists,
    credit_line=texts,
    staff=lists,
    agencies=lists,
    reporting=st.lists(st.builds(Contributor, texts.filter(bool), texts.filter(bool), texts), max_size=2).map(tuple),
    tags=lists,
    image=st.none() | st.builds(Image, texts, texts.filter(bool), texts, texts, lists, texts),
    access=st.sampled_from(["public", "metadata", "private"]),
    aliases=lists,
    review=lists,
    extra=st.dictionaries(texts.filter(lambda name: name not in FIELDS), extras, max_size=3),
    body=st.lists(texts.map(lambda text: Paragraph((Run(text),))), max_size=3).map(canonical),
)


@given(articles)
@settings(max_examples=300, deadline=None)
def test_an_article_survives_its_file(article: Article) -> None:
    assert read(write(article)) == article


@given(articles)
@settings(max_examples=100, deadline=None)
def test_added_fields_keep_their_order(article: Article) -> None:
    assert list(read(write(article)).extra) == list(article.extra)


@given(title=texts.filter(bool), tags=lists)
@settings(max_examples=300, deadline=None)
def test_other_yaml_readers_take_every_text_for_the_same_text(title: str, tags: tuple[str, ...]) -> None:
    front, _ = split(write(Article(title, tags=tags)))
    loaded = yaml.safe_load(front)
    assert (loaded["title"], tuple(loaded.get("tags", ()))) == (title, tags)


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused_by_line(text: str) -> None:
    for problem in problems(f"---\n{text}\n---\n", "x.md"):
        assert problem.place == "x.md"
        assert 1 <= problem.line <= text.count("\n") + 4


@pytest.mark.parametrize("path", sorted((FIXTURES / "articles").glob("*.md")), ids=lambda path: path.stem)
def test_a_file_as_backfile_writes_it_is_written_again_unchanged(path: Path) -> None:
    text = path.read_bytes().decode()
    assert write(read(text)) == text


def test_a_hand_written_value_is_the_text_that_was_written() -> None:
    article = read((FIXTURES / "by-hand.md").read_text("utf-8"))
    assert article.region == ("NO",)
    assert article.lang == "no"
    assert article.date == EventDate("2020-02-20")
    assert article.tags == ("on", "yes", "12:30", "1_000", "007")


def test_a_hand_written_extra_has_booleans_and_numbers() -> None:
    article = read((FIXTURES / "by-hand.md").read_text("utf-8"))
    assert dict(article.extra) == {
        "featured": True,
        "answer": "yes",
        "weight": 3,
        "score": 4.5,
        "shelf": "007",
        "quoted": "true",
        "nested": {"left": ("a", False), "right": None},
    }


def test_a_dateline_takes_one_city_or_several() -> None:
    one = read("---\ntitle: x\ndateline: {text: ROME -, city: Rome}\n---\n").dateline
    several = read("---\ntitle: x\ndateline: {text: ROME/OSLO -, city: [Rome, Oslo]}\n---\n").dateline
    assert one == Dateline("ROME -", ("Rome",))
    assert several == Dateline("ROME/OSLO -", ("Rome", "Oslo"))


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    text = (FIXTURES / "by-hand.md").read_text("utf-8")
    assert read("\ufeff" + text.replace("\n", "\r\n")) == read(text)


def test_an_empty_field_is_an_absent_one() -> None:
    assert read("---\ntitle: x\nsection:\ntags: ~\nimage:\ndate:\n---\n") == Article("x")


def test_a_ruler_in_the_body_ends_no_front_matter() -> None:
    assert read("---\ntitle: x\n---\n\none\n\n---\n\ntwo\n").text == "one\n\ntwo"


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(FrontMatterError, match="surrogate"):
        write(Article("x", body=(Paragraph((Run("a\ud83d"),)),)))


def test_a_value_without_a_form_is_refused() -> None:
    with pytest.raises(FrontMatterError, match="when: a object has no form"):
        write(Article("x", extra={"when": object()}))


@pytest.mark.parametrize("path", sorted((FIXTURES / "broken").glob("*.md")), ids=lambda path: path.stem)
def test_a_broken_file_is_named_with_line_field_value_and_remedy(path: Path) -> None:
    expected = path.with_suffix(".txt").read_text("utf-8").splitlines()
    assert [str(problem) for problem in problems(path.read_text("utf-8"), path.name)] == expected


@pytest.mark.parametrize("path", sorted((FIXTURES / "broken").glob("*.md")), ids=lambda path: path.stem)
def test_a_broken_file_is_no_article(path: Path) -> None:
    with pytest.raises(FrontMatterError):
        read(path.read_text("utf-8"), place=path.name)


def test_nested_aliases_cost_nothing() -> None:
    bomb = "\n".join(f"k{n}: &k{n} [*k{n - 1}, *k{n - 1}]" for n in range(1, 40))
    with pytest.raises(FrontMatterError, match="anchors and aliases"):
        read(f"---\ntitle: x\nk0: &k0 [a]\n{bomb}\n---\n")


def test_the_field_table_of_the_manual_names_every_field() -> None:
    manual = (Path(__file__).parent.parent / "docs" / "front-matter.md").read_text("utf-8")
    assert [
        field for field in Article.__dataclass_fields__ if field not in ("extra", "body") and f"`{field}`" not in manual
    ] == []
