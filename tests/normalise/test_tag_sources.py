"""Tags under one name: keywords cleaned, the site's own vocabulary applied, and the tables behind them."""

from __future__ import annotations

import pytest
from pasted import VOCABULARY

from backfile.capture.capture import Capture, sha256
from backfile.decode.decode import decode
from backfile.normalise.normalise import normalise
from backfile.normalise.publisher_keywords import alike
from backfile.normalise.stock_codes import stock_codes
from backfile.vocab import Vocabulary
from backfile.vocab.answers import Answer, AnswerKind, Answers
from backfile.vocab.leaders import leader_called, leader_named, words_of_leader
from backfile.vocab.names import LONGEST, known_names, words_of_name
from backfile.vocab.regions import is_region, table

TEXT = "The lamp was lit on Friday by its keeper, who has done so for forty years and means to go on, he said."


def tags(keywords: str, *answers: Answer) -> tuple[str, ...]:
    page = (
        f'<html lang="en"><head><title>Keeper lights a lamp</title><meta name="keywords" content="{keywords}"></head>'
        f"<body><article><h1>Keeper lights a lamp</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
    )
    data = page.encode()
    vocabulary = Vocabulary(VOCABULARY.outlets, Answers.of(answers))
    document = decode(Capture(data, sha256(data), media_type="text/html"))
    return normalise(document, vocabulary, digest=sha256(data)).article.tags


@pytest.mark.parametrize(
    ("keywords", "expected"),
    [
        ("lamps, Lamps, lamp", ("lamps",)),
        ("lamps, news, latest news, Article, home", ("lamps",)),
        ("lamps, type:article, sp_article, 12345, lamps.html, /lamps", ("lamps",)),
        ("lamps, lamps news today, lamp keepers", ("lamps", "lamp keepers")),
        ("lamps, Reuters, dpa, Keeper lights a lamp", ("lamps",)),
        ("EU, European Union, USA, lamps", ("European Union", "United States", "lamps")),
        ("lamps, why every keeper of every lamp must light it today at six", ("lamps",)),
        ("#lamps, 'keepers'", ("lamps", "keepers")),
    ],
)
def test_keywords_are_cleaned(keywords: str, expected: tuple[str, ...]) -> None:
    assert tags(keywords) == expected


def test_no_more_than_twelve_keywords_are_kept() -> None:
    assert len(tags(", ".join(f"lamp {letter}" for letter in "abcdefghijklmnopq"))) == 12


def test_the_sites_vocabulary_names_and_drops_tags() -> None:
    answers = (
        Answer(AnswerKind.TAG, "lamps", "Lighthouses"),
        Answer(AnswerKind.TAG, "keepers", ""),
        Answer(AnswerKind.NAME, "The Works", "Example Lamp Works"),
    )
    assert tags("Lamps, keepers, The Works, storms", *answers) == ("Lighthouses", "Example Lamp Works", "storms")


def test_a_tag_is_compared_without_case_marks_spaces_and_number() -> None:
    assert alike("Light-Houses") == alike("lighthouse")
    assert alike("Counties") == alike("county")
    assert alike("Press") != alike("Pres")


@pytest.mark.parametrize(
    ("text", "year", "countries"),
    [
        ("Example Corp <EXMP>", 1987, ["US"]),
        ("Example Corp <EXMPF> and Example SA <EXMPY>", 1987, []),
        ("Example AG <EXMG.F> and Example Plc <EXM.L>", 1987, ["DE", "GB"]),
        ("shares of Exempel (EXMb.ST)", 2015, ["SE"]),
        ("Example Ltd <EXM.S>", 1987, ["AU"]),
        ("Example AG <EXMN.S>", 2015, ["CH"]),
        ("Example <EXM.S>", 0, []),
        ("a <B>bold</B> word and (U.S)", 1987, []),
    ],
)
def test_a_stock_code_tells_the_country_of_its_exchange(text: str, year: int, countries: list[str]) -> None:
    assert [code for _, _, code in stock_codes(text, year)] == countries


def test_a_surname_means_the_leader_of_its_years_alone() -> None:
    assert (leader := leader_called("thatcher", 1985, titled=False))
    assert leader.name == "Margaret Thatcher"
    assert leader_called("thatcher", 1995, titled=False) is None
    assert leader_called("brown", 2008, titled=False) is None
    assert leader_called("brown", 2008, titled=True)
    assert leader_called("thatcher", 0, titled=True) is None


def test_a_leader_is_spelt_as_the_language_spells_it() -> None:
    assert (leader := leader_named(words_of_leader("Mikhail Gorbachev"), 1988))
    assert leader.spelt("de") == "Michail Gorbatschow"
    assert leader.spelt("en") == "Mikhail Gorbachev"


def test_the_tables_are_sound() -> None:
    assert all(is_region(row["code"]) for name in ("leaders.csv", "exchanges.csv") for row in table(name))
    assert all(int(row["since"]) <= int(row["until"] or 9999) for row in table("leaders.csv"))
    rows = [(row["id"], row["lang"]) for row in table("names.csv")]
    assert len(rows) == len(set(rows))
    assert all(0 < len(words) <= LONGEST for lang in ("en", "de", "fr") for words in known_names(lang)[0])


@pytest.mark.parametrize(
    ("lang", "printed", "name"),
    [
        ("en", "U.N.", "United Nations"),
        ("de", "UNO", "Vereinte Nationen"),
        ("fr", "ONU", "Nations unies"),
        ("de", "European Union", "Europäische Union"),
        ("sv", "IMF", "International Monetary Fund"),
        ("en", "AT&T", "AT&T"),
    ],
)
def test_an_organisation_has_one_name_in_a_language(lang: str, printed: str, name: str) -> None:
    assert known_names(lang)[0][words_of_name(printed)] == name


def test_an_abbreviation_is_no_word() -> None:
    assert words_of_name("who") not in known_names("en")[0]
