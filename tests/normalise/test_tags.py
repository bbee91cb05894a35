"""Tags are names as the article's language writes them, and nothing that its text uses as a common word."""

from __future__ import annotations

from pasted import read


def tags(*paragraphs: str) -> tuple[str, ...]:
    return read("\n\n".join(paragraphs)).article.tags


def test_a_subdivision_is_tagged_as_the_text_prints_it() -> None:
    story = "Ein Bienenschwarm hat sich auf einer Straßenbahn niedergelassen und blieb dort bis zum Abend sitzen."
    assert tags("Bienen reisen in Wien", story, story)[:2] == ("Wien", "Österreich")


def test_a_name_in_capitals_is_recased() -> None:
    story = "The kites of NEW DELHI were counted on Friday, and NEW DELHI had more of them than before, they said."
    assert "New Delhi" in tags("Kite makers count their kites", story)


def test_a_declined_name_is_no_tag() -> None:
    story = (
        "Spacerowiczka znalazła w poniedziałek na plaży w Gdańsku bryłkę bursztynu, a w Gdańsku nikt się nie zdziwił."
    )
    assert tags("W Gdańsku znaleziono bursztyn, który się dziwi", story) == ("Polska",)


def test_a_small_letter_beyond_ascii_begins_no_name() -> None:
    story = "Loutky se vrátily z prádelny o číslo menší, řekl loutkář, a číslo prý nikdo neměřil ani před praním."
    assert tags("Loutky se vrátily o číslo menší", story) == ()


def test_a_word_that_the_text_prints_in_small_letters_is_no_name() -> None:
    story = "Visitors see Lamp and lamp beside Lamp, said the keeper, who had lit the lamp and then another Lamp."
    assert tags("The keeper and the lamps", story) == ()


def test_a_country_mentioned_as_an_actor_is_tagged_where_the_text_names_it() -> None:
    lead = "Norwegian rowers crossed the harbour of Galway in Ireland on Friday, watched by a crowd and two seals."
    story = "Norway has sent rowers to the town every summer since the first regatta, the harbour master said."
    assert "Norway" in tags("Norwegian rowers win in Galway, Ireland", lead, story)
