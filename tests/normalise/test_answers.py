"""What editors have answered is applied wherever it holds, and nowhere else."""

from __future__ import annotations

from backfile.capture.capture import Capture, sha256
from backfile.intake.manuscript import read
from backfile.normalise.normalise import Reading
from backfile.vocab import SiteWords
from backfile.vocab.answers import Answer, AnswerKind

STORY = """Ferry to Lindau sails again after eleven weeks

14 May 2021

The ferry to Lindau sailed again on Friday, eleven weeks after its rudder was lost in a storm.

Forty people and a dog waited on the pier from six in the morning, and the band played.

{last}
"""


def taken(text: str, *answers: Answer, uri: str = "") -> Reading:
    data = text.encode()
    return read(Capture(data, sha256(data), target_uri=uri), SiteWords(answers=answers))[1]


def test_a_token_that_is_a_writer_is_no_agency() -> None:
    story = STORY.format(last="pa/mk (AP)")
    reading = taken(story, Answer(AnswerKind.STAFF, "pa"))
    assert reading.article.staff == ("pa", "mk")
    assert reading.article.agencies == ("AP",)


def test_an_unknown_token_that_an_editor_knows_for_an_agency_is_that_agency() -> None:
    story = STORY.format(last="(AP, PRX)")
    assert "AFP" not in taken(story).article.agencies
    reading = taken(story, Answer(AnswerKind.AGENCY, "PRX", "afp"))
    assert set(reading.article.agencies) == {"AP", "AFP"}


def test_an_answer_for_one_outlet_holds_for_no_other() -> None:
    story = STORY.format(last="(AP, PRX)")
    reading = taken(story, Answer(AnswerKind.AGENCY, "PRX", "afp", "Lake Post"))
    assert reading.article.agencies == ("AP",)


def test_a_line_that_is_a_promo_is_set_aside_wherever_it_stands() -> None:
    promo = "Our Sunday walks begin at the pier."
    story = STORY.format(last="The dog went first.").replace("Forty people", f"{promo}\n\nForty people")
    reading = taken(story, Answer(AnswerKind.PROMO, promo))
    assert promo in taken(story).article.text
    assert promo not in reading.article.text
    assert "Forty people" in reading.article.text
    page = "<html><body><h1>Ferry sails</h1>" + "".join(f"<p>{p}</p>" for p in story.split("\n\n")) + "</body></html>"
    assert promo not in taken(page, Answer(AnswerKind.PROMO, promo)).article.text


def test_an_outlet_that_an_editor_named_needs_no_review() -> None:
    story = "Spiegel\n\n" + STORY.format(last="The dog went first.")
    doubted = taken(story).article
    assert doubted.review == ("outlet: inferred from page chrome",)
    sure = taken(story, Answer(AnswerKind.OUTLET, doubted.outlet, doubted.outlet)).article
    assert (sure.outlet, sure.review) == (doubted.outlet, ())


def test_a_host_that_an_editor_gave_an_outlet_is_its() -> None:
    story = STORY.format(last="The dog went first.")
    reading = taken(
        story, Answer(AnswerKind.OUTLET, "lakepost.example", "Lake Post"), uri="https://www.lakepost.example/1"
    )
    assert reading.article.outlet == "Lake Post"
