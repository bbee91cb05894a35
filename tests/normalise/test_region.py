"""Where a story happened, where it was filed, and whom else it names are three things."""

from __future__ import annotations

import pytest
from pasted import read

from backfile.article import Article

BODY = (
    "The ferry was freed at high water by two tugs after a night on the stones, and nobody was hurt, the harbour office"
    " said on Friday."
)

FERRY_IN_GERMAN = (
    "Fähre läuft in Norwegen auf Grund\n\nDie Fähre ist in der Nacht auf die Steine gelaufen und wurde erst am Morgen"
    " von zwei Schleppern befreit, wie die Reederei mitteilte."
)
FERRY_IN_FRENCH = (
    "Un ferry s'échoue en Norvège\n\nLe ferry a passé la nuit sur les rochers et a été dégagé par deux remorqueurs au"
    " matin, selon la compagnie, sans que les passagers soient blessés."
)


def article(title: str, first: str = BODY, lang_hint: str = "") -> Article:
    return read(f"{title}\n\n1 May 2001\n\n{first}\n\n{BODY}\n\n{lang_hint}").article


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("Ferry runs aground in Norway", ("NO",)),
        ("Ferry runs aground near Trabzon", ("TR-61",)),
        ("Ferry runs aground off northern Chile", ("CL",)),
        ("Iceland counts its horses", ("IS",)),
        ("Horses counted in Hesse state", ("DE-HE",)),
        ("Fire burns boats in Houston, Texas", ("US",)),
        ("FERRY RUNS AGROUND IN NORWAY", ("NO",)),
        ("FERRY CREWS REST IN DEAL", ()),
        ("Ferry crews rest in Orkney", ("GB-ORK",)),
        ("Town of Falmouth in Cornwall counts ferries", ("GB-CON",)),
        ("Ferry crews rest in Birmingham, Alabama", ("US",)),
        ("Ferry lost somewhere in Africa", ()),
        ("Ferry crews rest in Cambridge", ()),
        ("Horses are counted", ()),
    ],
)
def test_the_headline_says_where_it_happened(title: str, region: tuple[str, ...]) -> None:
    assert article(title).region == region


@pytest.mark.parametrize(
    ("title", "mentioned"),
    [
        ("Turkey-backed pilots strike", ("TR",)),
        ("Norwegian crews and Greek tugs agree", ("NO", "GR")),
        ("Kremlin orders ten ferries", ("RU",)),
        ("Ferry paid for in Swiss francs", ()),
    ],
)
def test_who_acts_is_mentioned_and_no_place(title: str, mentioned: tuple[str, ...]) -> None:
    found = article(title)
    assert found.mentioned == mentioned
    assert found.region == ()


def test_a_dateline_alone_never_fills_region() -> None:
    found = article("Ferry freed at high water", f"OSLO, May 1 (AP) - {BODY}")
    assert found.dateline is not None
    assert found.dateline.region == ("NO",)
    assert found.region == ()
    assert found.mentioned == ()


def test_a_locative_phrase_in_the_headline_outweighs_a_name_in_the_first_paragraph() -> None:
    found = article("Ferry freed in Norway", f"Greece sent tugs. {BODY}")
    assert (found.region, found.mentioned) == (("NO",), ("GR",))


def test_a_subdivision_is_named_only_where_it_is_printed() -> None:
    assert article("Fire burns boats in Houston, Texas").region == ("US",)


def test_the_mentioned_countries_leave_the_regions_own_out() -> None:
    assert article("Norwegian ferry runs aground in Norway").mentioned == ()


@pytest.mark.parametrize(
    "first", ["Michael Jordan bought the ferry.", "Chad Example steered it.", "They met us in may."]
)
def test_names_of_people_and_small_words_are_no_countries(first: str) -> None:
    found = article("Ferry sold", f"{first} {BODY}")
    assert (found.region, found.mentioned) == ((), ())


def test_historic_states_are_given_as_the_countries_of_today() -> None:
    found = article("Ferry runs aground in the Soviet Union")
    assert found.region == ("RU",)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        (FERRY_IN_GERMAN, ("NO",)),
        (FERRY_IN_FRENCH, ("NO",)),
        ("渡轮在挪威搁浅\n\n渡轮夜里撞上礁石，早上被两艘拖船救出，没有人受伤，公司说。", ("NO",)),
    ],
)
def test_locative_phrases_are_read_in_the_texts_language(text: str, region: tuple[str, ...]) -> None:
    assert read(text).article.region == region


def test_a_namesake_is_settled_by_the_qualifier_that_the_story_prints() -> None:
    found = article("Ferry crews rest in Paris", f"The crews came to Paris, Texas, by bus. {BODY}")
    assert (found.region, found.mentioned) == (("US",), ())


def test_a_namesake_is_settled_by_the_datelines_country() -> None:
    found = article("Ferry crews rest in Cambridge", f"CAMBRIDGE, England, May 1 (AP) - {BODY}")
    assert found.region == ("GB",)


def test_a_namesake_that_nothing_settles_is_put_up_for_review() -> None:
    found = article("Ferry crews rest in Hamilton")
    assert found.region == ()
    assert any(note.startswith("region: Hamilton can be in ") for note in found.review)


def test_a_firms_name_is_no_place() -> None:
    found = article("Ferry freed", f"Norway freed the ferry of Harbour Lines Australia Ltd. {BODY}")
    assert (found.region, found.mentioned) == (("NO",), ())


def test_a_firms_seat_is_no_place() -> None:
    found = article("Harbour Lines buys a stake in Paris-based Example SA")
    assert (found.region, found.mentioned) == ((), ())
    assert article("Norway-based Example buys ferries").region == ()


def test_a_continents_people_is_no_countrys() -> None:
    assert article("Latin American ferries meet in North America").mentioned == ()


def test_a_suffix_after_an_apostrophe_says_where_in_turkish() -> None:
    story = (
        "Sabah vapuru martılar nedeniyle on dakika gecikti ve kaptan simit dağıtan yolcuyu bekledi, dedi liman müdürü."
    )
    assert read(f"İzmir'de vapur gecikti\n\n{story}\n\n{story}").article.region == ("TR",)


def test_a_language_is_no_people() -> None:
    assert article("Ferry announcements repeated in English").mentioned == ()
    assert article("Ferry runs aground in British waters").mentioned == ("GB",)


def test_a_german_noun_is_no_town() -> None:
    story = (
        "Nach dem Wasserschaden in Keller und Küche trocknet das Museum bis Mitte der Woche seine Karten auf der Leine,"
        " wie ein Sprecher der Sammlung am Freitag mitteilte, der dabei selbst auf einer Leiter stand."
    )
    found = read(f"Museum trocknet Karten\n\n{story}\n\n{story}").article
    assert (found.region, found.mentioned) == ((), ())


def test_a_german_town_is_one() -> None:
    story = (
        "In Passau trocknet ein Museum seine Karten auf der Leine, wie ein Sprecher der Sammlung am Freitag mitteilte."
    )
    assert read(f"Museum trocknet seine Karten\n\n{story}\n\n{story}").article.region == ("DE",)
