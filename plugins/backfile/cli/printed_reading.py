"""What `backfile read` prints of one capture: a step that any process can take, and that needs no Pelican."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backfile.capture.capture import Capture
from backfile.cli.reading_as_json import reading_as_json
from backfile.cli.terminal import as_json
from backfile.errors import BackfileError, NoArticleError
from backfile.frontmatter import write
from backfile.intake.manuscript import read
from backfile.vocab import SiteWords

_ENDINGS = re.compile(
    r"\.(?:gz|html?|xhtml|shtml|php|aspx?|txt|text|md|markdown|xml|json|jsonl|mhtml?|warc|wacz|pdf|docx?|eml|bin)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Printed:
    """What one capture prints, or why it cannot be read."""

    text: str = ""
    error: str = ""
    no_article: bool = False
    """Whether it is another page that a crawler met, or what an export holds beside its articles."""


def printed(capture: Capture | Printed, words: SiteWords, *, jsonl: bool) -> Printed:
    """What a capture prints: its Markdown, or with `jsonl` one line of JSON; why it cannot be read, where it cannot."""
    if isinstance(capture, Printed):
        return capture
    try:
        document, reading = read(capture, words)
        if not jsonl:
            return Printed(write(reading.article))
        fields = {"id": identifier(capture.name), **reading_as_json(document, reading)}
        return Printed(as_json(fields))
    except NoArticleError:
        return Printed(no_article=True)
    except BackfileError as error:
        return Printed(error=sentence(capture.name, error))
    except Exception as fault:  # noqa: BLE001  # whatever a hostile page provokes is told to a person, and the run goes on
        return Printed(
            error=f"{capture.name}: Backfile failed on it ({type(fault).__name__}: {fault}). Report this as a fault."
        )


def given_up(capture: Capture | Printed, reason: str) -> Printed:
    """What is printed of a capture whose reading ended otherwise: it `ended its process`."""
    if isinstance(capture, Printed):
        return capture
    return Printed(error=f"{capture.name}: reading it {reason}. Report this as a fault.")


def identifier(name: str) -> str:
    """A file's name without its folder and its endings, of the known kinds only: `us_2024.html.gz` is `us_2024`."""
    name = name.rpartition("/")[2]
    while shorter := _ENDINGS.sub("", name):
        if shorter == name:
            break
        name = shorter
    return name


def sentence(name: str, error: BackfileError) -> str:
    """An error as one sentence that names what it is about."""
    named = type(error)(error.problem, place=name, field=error.field, value=error.value, remedy=error.remedy)
    return str(named)
