"""The rules for formats that name the parts of a story: what a part says becomes the field, by list and not by name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from structured import VOCABULARY

from backfile.article import Contributor, Dateline, block_text
from backfile.decode.composer import Composer
from backfile.decode.document import NOTED, Candidate, Role
from backfile.errors import CaptureError
from backfile.normalise.account import Outcome
from backfile.normalise.normalise import Reading, normalise

STORY = "The crane in the harbour of Oslo turned by itself on Tuesday night, and nobody has found out why so far."


def composed(**parts: str) -> Composer:
    composer = Composer()
    composer.words(Role.HEADLINE, parts.get("headline", "Crane turns by itself"))
    for name in ("standfirst", "byline", "dateline"):
        composer.words(Role[name.upper()], parts.get(name, ""))
    composer.html(Role.BODY, parts.get("body", f"<p>{STORY}</p>"))
    for line in parts.get("credit_line", "").split("|"):
        composer.words(Role.CREDIT_LINE, line)
    return composer


def read(composer: Composer, lang: str = "en") -> Reading:
    return normalise(composer.document("application/x-stated", lang=lang), VOCABULARY, digest="")


def aside(reading: Reading) -> set[str]:
    return {fate.detail for fate in reading.account.fates if fate.outcome is Outcome.SET_ASIDE}


def test_a_second_headline_of_the_same_words_is_set_aside() -> None:
    composer = composed()
    composer.words(Role.HEADLINE, "CRANE TURNS BY ITSELF")
    assert aside(read(composer)) == {"duplicate of the headline"}


def test_the_headline_above_the_body_is_not_part_of_the_body() -> None:
    reading = read(composed(body=f"<h1>Crane turns by itself</h1><p>{STORY}</p>"))
    assert list(map(block_text, reading.article.body)) == [STORY]


def test_without_a_headline_the_first_heading_of_the_body_is_one() -> None:
    assert read(composed(headline="", body=f"<h1>Crane!</h1><p>{STORY}</p>")).article.title == "Crane!"


def test_without_any_headline_there_is_no_article() -> None:
    with pytest.raises(CaptureError, match="no headline"):
        read(composed(headline=""))


def test_a_standfirst_that_is_the_beginning_of_the_body_is_none() -> None:
    reading = read(composed(standfirst=f"{STORY[:80]} […]"))
    assert reading.article.standfirst == ""
    assert aside(reading) == {"beginning of the body"}


def test_agencies_are_told_from_people_by_list_whatever_a_format_calls_them() -> None:
    composer = composed()
    for name in ("Ann Lee", "Reuters", "Agence France-Presse"):
        composer.candidate("author", name, "author")
    article = read(composer).article
    assert article.authors == ("Ann Lee",)
    assert article.agencies == ("Reuters", "AFP")
    assert article.byline == "Ann Lee, Reuters, Agence France-Presse"


@pytest.mark.parametrize(("printed", "staff"), [("gr/bp", ("gr", "bp")), ("VRG", ("VRG",)), ("jm / al", ("jm", "al"))])
def test_initials_in_the_place_of_a_byline_are_staff(printed: str, staff: tuple[str, ...]) -> None:
    article = read(composed(byline=printed)).article
    assert (article.staff, article.byline, article.authors) == (staff, "", ())


def test_a_one_word_name_is_no_initials() -> None:
    assert read(composed(byline="Björk")).article.byline == "Björk"


def test_the_byline_printed_again_above_the_body_is_set_aside() -> None:
    reading = read(composed(byline="By Ann Lee", body=f"<p>By Ann Lee</p><p>{STORY}</p>"))
    assert list(map(block_text, reading.article.body)) == [STORY]
    assert aside(reading) == {"duplicate of the byline"}


def test_a_login_for_everybody_is_nobodys_name() -> None:
    composer = composed()
    composer.candidate("author", "admin", "author")
    article = read(composer).article
    assert (article.byline, article.staff, article.extra["author"]) == ("", (), "admin")


def test_the_dateline_that_the_body_prints_is_preferred_to_a_stated_one() -> None:
    reading = read(composed(dateline="Oslo, Norway", body=f"<p>OSLO, Nov 3 (AFP) - {STORY}</p>"))
    assert reading.article.dateline == Dateline("OSLO, Nov 3 (AFP)", ("Oslo",), ("NO",), "Nov 3")
    assert aside(reading) == {"duplicate of the dateline"}


def test_a_stated_dateline_stands_where_the_body_prints_none() -> None:
    article = read(composed(dateline="BERGEN, Norway, Nov 3 (Reuters)")).article
    assert article.dateline == Dateline("BERGEN, Norway, Nov 3 (Reuters)", ("Bergen",), ("NO",), "Nov 3")
    assert article.agencies == ("Reuters",)


def test_a_stated_place_of_filing_is_a_dateline_and_never_a_region() -> None:
    composer = composed(body="<p>Nobody has found out why so far.</p>")
    composer.candidate("dateline city", "Bergen", "located")
    composer.candidate("dateline region", "NO", "located")
    article = read(composer).article
    assert article.dateline == Dateline("Bergen", ("Bergen",), ("NO",))
    assert article.region == ()


def test_the_bodys_sign_off_comes_before_the_stated_credit_lines() -> None:
    article = read(composed(body=f"<p>{STORY}</p><p>dv/aw (AP, Reuters)</p>", credit_line="AFP")).article
    assert article.credit_line == "dv/aw (AP, Reuters)\nAFP"
    assert (article.staff, set(article.agencies)) == (("dv", "aw"), {"AP", "Reuters", "AFP"})


def test_a_closing_line_names_writers_and_editors_but_not_routing() -> None:
    article = read(composed(credit_line="dpa pre yyhe n1 deg|dpa"), "de").article
    assert (article.staff, article.agencies) == (("pre", "deg"), ("dpa",))


def test_a_reporting_line_gives_people_their_parts() -> None:
    article = read(composed(credit_line="Reporting by Ann Lee; Editing by Bo Ek")).article
    assert article.reporting == (Contributor("Ann Lee", "reporter"), Contributor("Bo Ek", "editor"))


def test_coded_places_are_the_region_without_the_country_of_a_named_part() -> None:
    composer = composed()
    for code in ("DE", "DE-HE", "GB"):
        composer.candidate("region", code, "subject")
    assert read(composer).article.region == ("DE-HE", "GB")


def test_a_code_that_nobody_knows_asks_for_review() -> None:
    composer = composed()
    composer.candidate("region", "QZ-99", "subject")
    reading = read(composer)
    assert "region: 'QZ-99' is no known code" in reading.article.review


def test_the_first_date_that_can_be_counts_and_the_others_are_kept() -> None:
    composer = composed()
    composer.candidate("date", "Thu, 20 Feb 20020 13:45:00 GMT", "pubDate")
    composer.candidate("date", "2020-02-20T13:45:00+01:00", "dc:date")
    article = read(composer).article
    assert article.date is not None
    assert article.date.text == "2020-02-20T13:45:00+01:00"
    assert article.extra["date_stated"] == "Thu, 20 Feb 20020 13:45:00 GMT"


def test_a_day_that_the_dates_field_has_with_its_time_is_not_kept_again() -> None:
    composer = composed()
    for value in ("2024-03-20T10:15:00+01:00", "20240320", "20240321"):
        composer.candidate("date", value, "stated")
    article = read(composer).article
    assert article.date
    assert (article.date.text, article.extra) == ("2024-03-20T10:15:00+01:00", {"date_stated": "20240321"})


def test_a_modification_at_the_moment_of_publication_is_none() -> None:
    composer = composed()
    composer.candidate("date", "2020-02-20T13:45:00+01:00", "x")
    composer.candidate("modified", "2020-02-20T12:45:00Z", "x")
    article = read(composer).article
    assert article.modified is None
    assert article.extra == {}


def test_what_no_field_holds_is_kept_under_its_own_name_and_overrides_no_field() -> None:
    composer = composed()
    composer.keep("urgency", 4)
    composer.keep("title", "A working title")
    composer.keep("tags", ["x"])
    article = read(composer).article
    assert article.title == "Crane turns by itself"
    assert article.extra == {"urgency": 4, "title_stated": "A working title", "tags_stated": ("x",)}


def test_what_a_field_says_is_not_kept_again_and_the_code_beside_it_is() -> None:
    composer = composed()
    composer.candidate("keyword", "crane", "subject")
    composer.candidate("source", "https://crane.example/1", "uri")
    composer.keep("uri", "https://crane.example/1")
    composer.keep("subject", [{"code": "medtop:1", "name": "crane"}, {"name": "crane", "role": "main"}])
    composer.keep("keywords", ["crane", "night"])
    composer.keep("place", {"qcode": "iso:NO", "name": {"lang": "en", "text": "Norway, or near it"}})
    composer.keep("urgency", 4)
    assert read(composer).article.extra == {
        "subject": ({"code": "medtop:1"},),
        "keywords": ("night",),
        "place": {"qcode": "iso:NO", "name": {"lang": "en", "text": "Norway, or near it"}},
        "urgency": 4,
    }


def test_keywords_that_became_tags_one_by_one_are_not_kept_again() -> None:
    composer = composed()
    for text in ("crane, harbour", "crane", "harbour"):
        composer.candidate("keyword", text, "tags")
    assert "keyword" not in read(composer).article.extra


def test_a_format_without_a_headline_is_given_one_in_a_table() -> None:
    with pytest.raises(CaptureError) as raised:
        read(composed(headline=""))
    assert "metadata.csv" in raised.value.remedy


def test_words_beside_the_story_and_buttons_are_set_aside() -> None:
    composer = composed(body=f"<p>{STORY}</p><button>Share</button>")
    composer.words(Role.BESIDE, "A feed of the harbour")
    assert aside(read(composer)) == {"beside the story", "page chrome"}


def test_pictures_before_the_body_are_the_storys_own_and_others_stand_in_their_place() -> None:
    composer = Composer()
    composer.words(Role.HEADLINE, "Crane turns by itself")
    composer.figure("The crane.", "Foto: Bo Ek/AFP", path="crane.jpg")
    composer.html(Role.BODY, f"<p>{STORY}</p><figure><img src=a.jpg><figcaption>The keeper.</figcaption></figure>")
    article = read(composer).article
    assert article.image is not None
    assert (article.image.caption, article.image.photographer, article.image.agencies) == (
        "The crane.",
        "Bo Ek",
        ("AFP",),
    )
    assert list(map(block_text, article.body)) == [STORY, "The keeper."]


def test_a_provider_is_an_agency_by_its_host_too() -> None:
    composer = composed()
    composer.candidate("agencies", "ansa.it", "provider")
    assert read(composer).article.agencies == ("ANSA",)


def test_a_stated_region_leaves_nothing_to_ask_about_the_headline() -> None:
    composer = composed(headline="France and Spain share a crane")
    composer.candidate("region", "FR", "subject")
    assert read(composer).article.review == ()


def test_a_second_sign_off_further_up_stays_in_the_body() -> None:
    body = f"<p>{STORY} (AFP)</p><p>{STORY} (dpa)</p><p>dv/aw (AP)</p>"
    article = read(composed(body=body, credit_line="Reuters")).article
    printed = "\n".join([article.credit_line, *map(block_text, article.body)])
    assert all(agency in printed for agency in ("AFP", "dpa", "AP", "Reuters"))


def test_a_second_dateline_further_down_stays_in_the_body() -> None:
    article = read(composed(body=f"<p>OSLO (AFP) - {STORY}</p><p>BERGEN (AFP) - {STORY}</p>")).article
    assert list(map(block_text, article.body)) == [STORY, f"BERGEN (AFP) - {STORY}"]


def test_what_a_person_has_given_stands_and_the_format_s_own_words_are_not_said_to_be_it() -> None:
    composer = composed(byline="By Ann Lee", dateline="BERGEN, Norway")
    document = composer.document("application/x-stated", lang="en")
    given = {"title": "A better headline", "byline": "Bo Ek", "dateline": "Oslo", "tags": "cranes; ports"}
    noted = tuple(Candidate(name, value, NOTED) for name, value in given.items())
    reading = normalise(replace(document, candidates=(*noted, *document.candidates)), VOCABULARY, digest="")
    assert (reading.article.title, reading.article.byline) == ("A better headline", "Bo Ek")
    assert reading.article.extra == {}
    assert {fate.detail for fate in reading.account.fates if fate.outcome is Outcome.FIELD} == set()
