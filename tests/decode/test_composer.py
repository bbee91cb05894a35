"""The composer: parts of any kind become one Document, each with its role and everything in it still connected."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backfile.article import Article
from backfile.decode.composer import Composer
from backfile.decode.document import Candidate, Kind, Look, Mark, Role
from backfile.decode.plain_data import plain_data
from backfile.frontmatter import read, write


def test_parts_stand_in_the_order_in_which_they_came_each_with_its_role() -> None:
    composer = Composer()
    composer.words(Role.HEADLINE, " A \n headline ")
    composer.paragraphs(Role.BODY, "One.\n\nTwo.")
    composer.html(Role.BODY, "<p>Three.</p><ul><li>Four</ul>")
    composer.words(Role.RIGHTS, " ")
    blocks = composer.document("x/y").blocks
    assert [(block.role, block.text) for block in blocks] == [
        (Role.HEADLINE, "A headline"), (Role.BODY, "One."), (Role.BODY, "Two."), (Role.BODY, "Three."),
        (Role.BODY, "Four"),
    ]  # fmt: skip
    assert [block.kind for block in blocks][-1] is Kind.LIST_ITEM


def test_a_fragment_keeps_its_elements_pictures_and_links_wherever_it_stands() -> None:
    composer = Composer(base="https://dock.example/2020/")
    composer.html(Role.BODY, "<p>First.</p>")
    composer.figure("The crane.", path="crane.jpg")
    composer.html(
        Role.BODY, '<figure><img src="pier.jpg"><figcaption>The <a href="/pier">pier</a></figcaption></figure>'
    )
    document = composer.document("x/y")
    caption = document.blocks[2]
    assert caption.marks == (Mark(4, 8, Look.LINK, "https://dock.example/pier"),)
    assert [element.tag for element in document.elements][caption.element] == "figcaption"
    frames = [document.elements[document.elements[picture.element].parent].tag for picture in document.pictures]
    assert (frames, [picture.before for picture in document.pictures]) == (["figure", "figure"], [1, 2])


def test_a_value_is_a_candidate_once_and_an_empty_one_never() -> None:
    composer = Composer()
    for value in ("  Reuters ", "Reuters", ""):
        composer.candidate("agencies", value, "provider")
    assert composer.document("x/y").candidates == (Candidate("agencies", "Reuters", "provider"),)


def test_a_name_that_comes_again_in_extra_is_a_list() -> None:
    composer = Composer()
    for value in ("a", "b", "b", ""):
        composer.keep("note", value)
    assert composer.document("x/y").extra == {"note": ("a", "b")}


_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=20,
)


@given(_VALUE)
def test_any_value_becomes_plain_data_that_front_matter_can_hold(value: object) -> None:
    text = write(Article(title="A", extra={"kept": plain_data(value)}))
    assert "kept" in read(text).extra


def test_what_nests_too_deep_is_kept_as_its_words() -> None:
    deep: object = "bottom"
    for _ in range(50):
        deep = {"down": [deep]}
    assert "bottom" in str(plain_data(deep))
