"""From a capture to its article as Markdown: decode, normalise, write, as one step that any process can take."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from backfile.article import Article, EventDate, Figure
from backfile.capture.capture import Capture
from backfile.capture.embedded import brought
from backfile.capture.metadata_record import as_json
from backfile.decode.decode import decode
from backfile.decode.document import Document
from backfile.errors import BackfileError, CaptureError, NoArticleError
from backfile.frontmatter import write
from backfile.intake.account_record import account_record
from backfile.intake.article_keys import article_keys
from backfile.normalise.article_page import why_no_article
from backfile.normalise.normalise import Reading, normalise
from backfile.report import NoArticle, Problem
from backfile.site import OutletSetting
from backfile.vocab import SiteWords, Vocabulary
from backfile.vocab.answers import AnswerKind, Answers
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
    media_type: str
    """What the capture's content proved to be."""
    keys: tuple[str, ...]
    """By what another capture of the same article is known."""
    pictures: tuple[str, ...]
    """Names in media/ of the pictures that it shows."""
    account_json: str
    """What became of the capture's text."""

    @property
    def markdown_digest(self) -> str:
        """`sha256:…` of the Markdown in UTF-8."""
        return f"sha256:{hashlib.sha256(self.markdown.encode()).hexdigest()}"


@cache
def vocabulary_of(words: SiteWords) -> Vocabulary:
    """The words that a site's rules look up: Backfile's own, and what the site adds."""
    own = [*words.outlets, *_answered(words)]
    return Vocabulary(known_outlets(own), Answers.of(words.answers))


def _answered(words: SiteWords) -> Iterator[OutletSetting]:
    """The names and hosts that editors have given outlets."""
    names = {label: outlet.name for label, outlet in known_outlets(words.outlets).by_label.items()}
    for line in words.answers:
        if line.kind is AnswerKind.OUTLET and line.means:
            label = line.means
            host = (line.text,) if "." in line.text and " " not in line.text else ()
            yield OutletSetting(label, names.get(label, label), host, () if host else (line.text,))


def read(capture: Capture, words: SiteWords) -> tuple[Document, Reading]:
    """A capture's Document, and the article that the rules make of it.

    Raises:
        CaptureError: it cannot be decoded, or holds no article.
        NoArticleError: it is another page that a crawler met.
    """
    document = decode(capture) if not capture.crawled else _article_page(capture)
    reading = normalise(
        document,
        vocabulary_of(words),
        digest=capture.digest,
        attachments=brought(capture),
        captured_at=capture.captured_at,
    )
    return document, reading


def _article_page(capture: Capture) -> Document:
    """The Document of a page that a crawler met.

    Raises:
        NoArticleError: it is none of an article.
    """
    try:
        document = decode(capture)
    except CaptureError as error:
        raise NoArticleError(error.problem, place=capture.name) from error
    if reason := why_no_article(document):
        raise NoArticleError(reason, place=capture.name)
    return document


def manuscript_of(capture: Capture | Problem, words: SiteWords) -> Manuscript | Problem | NoArticle:
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
            media_type=document.media_type,
            keys=article_keys(article, document.uri or capture.target_uri),
            pictures=pictures_of(article),
            account_json=as_json(account_record(document, reading.account)),
        )
    except NoArticleError as error:
        return NoArticle(capture.name, capture.digest, error.problem)
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
