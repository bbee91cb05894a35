"""From a capture to its article as Markdown: decode, normalise, write, as one step that any process can take."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache

from backfile.article import Article, EventDate, Figure
from backfile.capture.capture import Capture
from backfile.decode.decode import decode
from backfile.decode.document import Document
from backfile.errors import BackfileError
from backfile.frontmatter import write
from backfile.intake.account_record import account_record
from backfile.normalise.normalise import Reading, normalise
from backfile.report import Problem
from backfile.vocab import SiteWords, Vocabulary
from backfile.vocab.answers import Answers
from backfile.vocab.outlets import outlets as known_outlets


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article as Markdown, ready to be written."""

    name: str
    """Name of its capture."""
    digest: str
    """Digest of its capture."""
    title: str
    date: EventDate | None
    markdown: str
    pictures: tuple[str, ...]
    """Names in media/ of the pictures that it shows."""
    account: dict[str, object]
    """What became of the capture's text, ready for JSON."""

    @property
    def markdown_digest(self) -> str:
        """`sha256:…` of the Markdown in UTF-8."""
        return f"sha256:{hashlib.sha256(self.markdown.encode()).hexdigest()}"


@cache
def vocabulary_of(words: SiteWords) -> Vocabulary:
    """The words that a site's rules look up: Backfile's own, and what the site adds."""
    return Vocabulary(known_outlets({outlet.label: outlet for outlet in words.outlets}), Answers.of(words.answers))


def read(capture: Capture, words: SiteWords) -> tuple[Document, Reading]:
    """A capture's Document, and the article that the rules make of it.

    Raises:
        CaptureError: it cannot be decoded, or holds no article.
    """
    document = decode(capture)
    reading = normalise(
        document, vocabulary_of(words), digest=capture.digest, attachments=capture.attachments
    )  # fmt: skip
    return document, reading


def manuscript_of(capture: Capture | Problem, words: SiteWords) -> Manuscript | Problem:
    """The Manuscript of a capture, or why there is none: one bad capture never stops a run."""
    if isinstance(capture, Problem):
        return capture
    try:
        document, reading = read(capture, words)
        article = reading.article
        return Manuscript(
            name=capture.name,
            digest=capture.digest,
            title=article.title,
            date=article.date,
            markdown=write(article),
            pictures=pictures_of(article),
            account=account_record(document, reading.account),
        )
    except BackfileError as error:
        return Problem(capture.name, _described(error), error.remedy, capture.digest)
    except Exception as fault:  # noqa: BLE001  # whatever a hostile page provokes is told to a person, and the run goes on
        return Problem(
            capture.name,
            f"Backfile failed on it ({type(fault).__name__}: {fault})",
            "Report this as a fault",
            capture.digest,
        )


def pictures_of(article: Article) -> tuple[str, ...]:
    """Names in media/ of the pictures that an article shows, each once."""
    files = [article.image.file if article.image else ""]
    files += [block.file for block in article.body if isinstance(block, Figure)]
    return tuple(dict.fromkeys(filter(None, files)))


def _described(error: BackfileError) -> str:
    found = f" (found {error.value!r})" if error.value else ""
    return f"{error.field}: {error.problem}{found}" if error.field else f"{error.problem}{found}"
