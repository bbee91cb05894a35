"""normalise: run the rules over a Document, and give every word of it its place."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from backfile.article import Article
from backfile.capture.capture import Attachment
from backfile.decode.document import Document
from backfile.errors import CaptureError
from backfile.markdown import canonical
from backfile.normalise.account import Account, Fate, Outcome
from backfile.normalise.body import body_of
from backfile.normalise.draft import NOTHING, Claim, Draft, Finding
from backfile.normalise.possible_dates import with_possible_dates
from backfile.normalise.rules import RULES
from backfile.normalise.story import is_stated
from backfile.vocab import Vocabulary

RULES_VERSION = 2
"""Recorded with every intake; raised when a rule changes what it reads."""


_WRITE_IT = "Put the headline on the first line and take it in again"
_NAME_IT = "Give it one in metadata.csv, in a column `title`, and take the file in again beside it"


@dataclass(frozen=True, slots=True)
class Reading:
    """An Article, and how it came out of its capture."""

    article: Article
    account: Account
    byline_names: tuple[str, ...] = ()
    """Every name that the byline prints, people and organisations, as printed."""


def normalise(
    document: Document,
    vocabulary: Vocabulary,
    *,
    digest: str,
    attachments: tuple[Attachment, ...] = (),
    captured_at: str = "",
) -> Reading:
    """The Article that a Document holds, and the account of its text; `captured_at` is an instant in UTC, where known.

    Raises:
        CaptureError: the Document has no headline or no text that an article could be made of.
    """
    draft = Draft(document, vocabulary, attachments)
    for name, rule in RULES:
        if (finding := rule(draft)) is not NOTHING:
            draft = draft.with_finding(finding, name)
    draft = with_possible_dates(draft.with_finding(_remainder(draft), "remainder"), captured_at)
    body = canonical(body_of(draft))
    fields = dict(draft.fields)
    names = fields.pop("byline_names", ())
    if not fields.get("title"):
        raise CaptureError("there is no headline in it", remedy=_NAME_IT if is_stated(draft) else _WRITE_IT)
    review = tuple(dict.fromkeys(note.text for note in draft.notes))
    article = Article(**fields, capture=digest, review=review, body=body)  # type: ignore[arg-type]
    fates = tuple(chain.from_iterable(draft.fates[index] for index in sorted(draft.fates)))
    return Reading(article, Account(fates, draft.origins, draft.notes), names)  # type: ignore[arg-type]


def _remainder(draft: Draft) -> Finding:
    """Text that no rule has spoken for is set aside by name, so that the account covers all of it."""
    return Finding(
        claims=tuple(
            Claim(index, 0, len(block.text), Outcome.SET_ASIDE, "page chrome")
            for index, block in enumerate(draft.document.blocks)
            if block.text and not _is_spoken_for(draft.fates.get(index, ()), len(block.text))
        )
    )


def _is_spoken_for(fates: tuple[Fate, ...], length: int) -> bool:
    position = 0
    for fate in fates:
        if fate.start > position:
            return False
        position = fate.end
    return position >= length
