"""Front matter: an Article survives its file, other tools read the file alike, and a wrong line is named."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.article import Article, Contributor, Dateline, EventDate, Image, Paragraph, Run
from backfile.errors import FrontMatterError
from backfile.frontmatter import Located, locate, problems, read, split, write
from backfile.frontmatter.plain import plain_fields
from backfile.frontmatter.read import by_yaml
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


def articles_of(
    texts: st.SearchStrategy[str], extras: st.SearchStrategy[dict[str, object]]
) -> st.SearchStrategy[Article]:
    lists = st.lists(texts, max_size=4).map(tuple)
    return st.builds(
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
        reporting=st.lists(st.builds(Contributor, texts.filter(bool), texts.filter(bool), texts), max_size=2).map(
            tuple
        ),
        tags=lists,
        image=st.none() | st.builds(Image, texts, texts.filter(bool), texts, texts, lists, texts),
        access=st.sampled_from(["public", "metadata", "private"]),
        aliases=lists,
        review=lists,
        extra=extras,
        body=st.lists(texts.map(lambda text: Paragraph((Run(text),))), max_size=3).map(canonical),
    )


articles = articles_of(texts, st.dictionaries(texts.filter(lambda name: name not in FIELDS), extras, max_size=3))
ordinary = st.sampled_from([text for text in TROUBLESOME if text.isprintable()]) | st.text(
    "ab é:#,-[]'\"&\\", max_size=9
)
ordinary_articles = articles_of(ordinary, st.just({}))


@given(articles)
@settings(max_examples=300, deadline=None)
def test_an_article_survives_its_file(article: Article) -> None:
    assert read(write(article)) == article


def told(located: Located) -> tuple[object, ...]:
    """All that a file says, in a form whose parts can be compared."""
    found = [(error.problem, error.place, error.field, error.value, error.remedy) for error in located.problems]
    return located.known, located.body, list(located.lines.items()), found


def is_read_as_by_yaml(text: str) -> bool:
    return told(locate(text, place="x.md")) == told(by_yaml(*split(text), place="x.md"))


@given(articles | ordinary_articles)
@settings(max_examples=200, deadline=None)
def test_a_written_file_is_read_line_by_line_as_by_yaml(article: Article) -> None:
    assert is_read_as_by_yaml(write(article))


KEYS = ("lang", "series", "date", "tags", "region", "dateline", "image", "access", "own", "text", "city", "agencies")
ENTRIES = (*(f"{key}: " for key in KEYS), "dateline:\n  text: a\n  city: ", "image:\n  agencies: ", "  text: ", "tags:")
VALUES = (
    *(
        "a",
        "a b",
        "a, b",
        "[a, b c]",
        '["a", b]',
        "[a, 'b]', \"c, d\"]",
        '"a\\"b\\\\"',
        "'it''s'",
        '""',
        "''",
        "[]",
        "[a,b]",
    ),
    *("2020-02-20", "2020-02-30", "metadata", "hidden", "~", "null", "[~, a]", "{name: a, role: b}", "{a: b, a: c}"),
    *(
        "a: b",
        "a:b",
        "a #b",
        "a#b",
        "a:",
        "- a",
        "-a",
        "|",
        "> a",
        "&a b",
        "*a",
        "!a b",
        "@a",
        "`a",
        "%a",
        "a'b\"c",
        "a [b",
    ),
    *(
        "[a, ]",
        "[a: b]",
        "[a:b]",
        "[a#b]",
        "[a?]",
        "[[a], b]",
        '"a"b',
        '"a" #b',
        "'a' b",
        '"\\x41"',
        '"\\u00e9"',
        "\u00a0a",
    ),
)
pieces = st.one_of(
    st.sampled_from(ENTRIES),
    st.sampled_from(VALUES),
    st.sampled_from(
        ("\n", "\n", "\n", "\n  ", "\n  - ", "\n- ", "\n    ", " ", "\t", "  ", "#", "---", "...", "\u2028", "\x85")
    ),
    texts,
)
entries = st.tuples(st.sampled_from(ENTRIES), st.sampled_from(VALUES) | texts, st.just("\n")).map("".join)
bullet = (st.sampled_from(VALUES) | texts).map(lambda item: f"  - {item}\n")
bullets = st.tuples(
    st.sampled_from(("reporting:\n", "review:\n", "tags:\n", "title:\n")),
    st.lists(bullet, min_size=1, max_size=2).map("".join),
).map("".join)
wild = st.lists(st.one_of(entries, bullets, pieces), max_size=4).map("".join)

scalars_written = (ordinary | st.sampled_from(VALUES)).flatmap(
    lambda text: st.sampled_from([text, text, f'"{text}"', f"'{text}'", text.strip()])
)
lists_written = st.lists(scalars_written, min_size=1, max_size=3).flatmap(
    lambda items: st.sampled_from([f" [{', '.join(items)}]", "".join(f"\n  - {item}" for item in items)])
)
people_written = st.lists(scalars_written, min_size=1, max_size=3).map(
    lambda names: "".join(f"\n  - {{name: {name}, role: editor}}" for name in names)
)
orderly = st.fixed_dictionaries(
    {},
    optional={
        "lang": scalars_written.map(" ".__add__),
        "date": st.sampled_from([" 2020", " 2020-02-20", " 2020-02-30", ' "2020-02"', " '2020-02-20T10:00Z'", " x"]),
        "tags": lists_written,
        "reporting": people_written,
        "dateline": st.tuples(scalars_written, lists_written).map("\n  text: {0[0]}\n  city:{0[1]}".format),
        "image": st.tuples(scalars_written, lists_written).map("\n  credit: {0[0]}\n  agencies:{0[1]}".format),
        "access": st.sampled_from([" metadata", ' "private"', " hidden", " "]),
    },
).flatmap(lambda found: st.permutations([f"{key}:{value}\n" for key, value in found.items()]).map("".join))

fronts = (orderly | wild).map(lambda front: "title: x\n" + front.rstrip("\n") + "\n")


@given(fronts)
@settings(max_examples=500, deadline=None)
def test_any_front_matter_is_read_line_by_line_as_by_yaml(front: str) -> None:
    assert is_read_as_by_yaml(f"---\n{front}---\n")


PLACES = (
    *("lang: {}", 'lang: "{}"', "lang: '{}'", "tags: [{}]", "tags: [a, {}]", 'tags: ["{}", b]', "tags: ['{}', b]"),
    *(
        "tags:\n  - {}",
        "tags:\n  - '{}'\n  - b",
        "reporting:\n  - {{name: {}, role: editor}}",
        "date: {}",
        "access: {}",
    ),
    *("dateline:\n  text: {}", "dateline:\n  text: a\n  city: [{}]", "image:\n  credit: {}", "image:\n  agencies: {}"),
    *(
        "lang: a{}b",
        "lang: a{}",
        "lang: a {} b",
        "tags: [a{}b]",
        "tags: [a{}]",
        "tags: [a {} b]",
        "{}: a",
        "lang: a\n{}",
    ),
    *("title: {}", "reporting:\n  - {{name: a, role: {}, name: b}}", "dateline:\n  text: a\n  text: {}"),
)


@pytest.mark.parametrize("place", PLACES)
def test_a_value_is_read_line_by_line_as_by_yaml_wherever_it_stands(place: str) -> None:
    fronts = (
        f"---\ntitle: x\n{place.format(value)}\n---\n" for value in (*VALUES, *TROUBLESOME, *map(repr, TROUBLESOME))
    )
    assert [front for front in fronts if not is_read_as_by_yaml(front)] == []


@given(
    st.lists(st.sampled_from(("---", "---", "\n", "\n", "\n---\n", " ", "\t", "-", "a")), max_size=9).map("---\n".join)
)
@settings(max_examples=300, deadline=None)
def test_front_matter_ends_at_its_first_line_of_three_hyphens(below: str) -> None:
    text = f"---\n{below}"
    found = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)(.*)", text, re.DOTALL | re.MULTILINE)
    try:
        parts = split(text)
    except FrontMatterError:
        parts = None
    assert parts == (found and found.groups())


@given(ordinary_articles, st.data())
@settings(max_examples=300, deadline=None)
def test_a_damaged_file_is_read_line_by_line_as_by_yaml(article: Article, data: st.DataObject) -> None:
    text = write(article)
    front, body = text[4:].split("\n---\n", 1)
    start = data.draw(st.integers(0, len(front)))
    damaged = front[:start] + data.draw(pieces) + front[start + data.draw(st.integers(0, 3)) :]
    assert is_read_as_by_yaml(f"---\n{damaged}\n---\n{body}")


@pytest.mark.parametrize("path", sorted((FIXTURES / "articles").glob("*.md")), ids=lambda path: path.stem)
def test_what_backfile_writes_without_fields_of_others_needs_no_libyaml(path: Path) -> None:
    front, _ = split(write(replace(read(path.read_text("utf-8")), extra={})))
    assert plain_fields(front, above=1) is not None


@given(articles)
@settings(max_examples=100, deadline=None)
def test_added_fields_keep_their_order(article: Article) -> None:
    assert list(read(write(article)).extra) == list(article.extra)


@given(title=texts.filter(bool), tags=st.lists(texts, max_size=4).map(tuple))
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
