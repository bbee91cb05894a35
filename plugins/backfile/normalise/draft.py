"""The Draft that rules read, and the Finding that each returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict, cast

from backfile.article import Access, Contributor, Dateline, EventDate, Image
from backfile.capture.capture import Attachment
from backfile.decode.document import Candidate, Document
from backfile.normalise.account import Fate, Note, Origin, Outcome
from backfile.vocab import Vocabulary


class Fields(TypedDict, total=False):
    """Fields of the Article that rules have found so far, and names as the byline prints them."""

    title: str
    date: EventDate
    modified: EventDate
    lang: str
    outlet: str
    source: str
    section: str
    series: str
    standfirst: str
    byline: str
    authors: tuple[str, ...]
    byline_names: tuple[str, ...]
    dateline: Dateline
    region: tuple[str, ...]
    mentioned: tuple[str, ...]
    credit_line: str
    staff: tuple[str, ...]
    agencies: tuple[str, ...]
    reporting: tuple[Contributor, ...]
    tags: tuple[str, ...]
    image: Image
    correction: str
    rights: str
    access: Access
    embargo: EventDate
    status: str
    aliases: tuple[str, ...]
    extra: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Claim:
    """A rule's word on characters start up to end of one block."""

    block: int
    start: int
    end: int
    outcome: Outcome
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found: fields, the text it takes for them, and what a person should look at."""

    fields: Fields = field(default_factory=Fields)
    claims: tuple[Claim, ...] = ()
    review: tuple[str, ...] = ()
    source: str = "text"
    """Where the fields came from: `text` or the candidate's source."""


ADDITIVE = ("staff", "agencies", "reporting", "tags")
"""Fields to which several rules contribute: the dateline's agency and the sign-off's."""

NOTHING = Finding()
"""What a rule returns when it does not apply."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A Document on its way to becoming an Article: what is known, and which text is spoken for."""

    document: Document
    vocabulary: Vocabulary
    attachments: tuple[Attachment, ...] = ()
    fields: Fields = field(default_factory=Fields)
    fates: Mapping[int, tuple[Fate, ...]] = field(default_factory=dict)
    """By block: its fates so far, ordered by start, never overlapping."""
    origins: tuple[Origin, ...] = ()
    notes: tuple[Note, ...] = ()
    """What rules ask a person to look at."""

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """What the metadata offers for a field, in page order."""
        return tuple(c for c in self.document.candidates if c.field == name)

    def free(self, block: int) -> tuple[tuple[int, int], ...]:
        """The stretches of a block's text, as (start, end), that no rule has claimed yet; white space alone is none."""
        text = self.document.blocks[block].text
        taken = self.fates.get(block, ())
        if not taken:
            return ((0, len(text)),) if text and not text.isspace() else ()
        if taken[0].start == 0 and taken[0].end == len(text):
            return ()
        position, gaps = 0, []
        for fate in taken:
            gaps.append((position, fate.start))
            position = fate.end
        gaps.append((position, len(text)))
        return tuple((start, end) for start, end in gaps if text[start:end].strip())

    def is_free(self, block: int) -> bool:
        """Whether no rule has claimed any of a block that has text."""
        text = self.document.blocks[block].text
        return not self.fates.get(block) and bool(text) and not text.isspace()

    def with_finding(self, finding: Finding, rule: str) -> Draft:
        """The draft with a rule's finding taken in.

        A field that an earlier rule set stays as it was, and text that an earlier rule claimed stays with it: the
        order of rules is their precedence. Only the lists of `ADDITIVE` and the
        names in `extra` grow by what later rules find. Raises
        ValueError on a claim outside its block, which is a rule's fault.
        """
        if not (finding.fields or finding.claims or finding.review):
            return self
        fields, new = self._with_fields(finding, rule) if finding.fields else (self.fields, ())
        fates = self._with_claims(finding, rule) if finding.claims else self.fates
        notes = (*self.notes, *(Note(rule, text) for text in finding.review)) if finding.review else self.notes
        origins = (*self.origins, *new) if new else self.origins
        return Draft(self.document, self.vocabulary, self.attachments, fields, fates, origins, notes)

    def _with_fields(self, finding: Finding, rule: str) -> tuple[Fields, tuple[Origin, ...]]:
        """The fields with those that a rule found, and where the new ones are from."""
        known, found = cast("dict[str, tuple[object, ...]]", self.fields), cast("dict[str, Any]", finding.fields)
        grown: dict[str, object] = {
            name: tuple(dict.fromkeys((*known.get(name, ()), *found[name]))) for name in ADDITIVE if name in found
        }
        if "extra" in found:
            grown["extra"] = {**found["extra"], **self.fields.get("extra", {})}
        fields = Fields(**{**finding.fields, **self.fields, **grown})  # type: ignore[typeddict-item]
        return fields, tuple(Origin(name, rule, finding.source) for name in finding.fields if name not in self.fields)

    def _with_claims(self, finding: Finding, rule: str) -> dict[int, tuple[Fate, ...]]:
        """The fates with what a rule claims of the text that is still free."""
        fates = dict(self.fates)
        for claim in finding.claims:
            length = len(self.document.blocks[claim.block].text)
            if not 0 <= claim.start < claim.end <= length:
                raise ValueError(f"{rule}: claim {claim} lies outside its block of {length} characters")
            taken = fates.get(claim.block, ())
            if not taken:
                fates[claim.block] = (Fate(claim.block, claim.start, claim.end, claim.outcome, claim.detail, rule),)
                continue
            added = [
                Fate(claim.block, start, end, claim.outcome, claim.detail, rule)
                for start, end in _unclaimed(claim.start, claim.end, taken)
            ]
            fates[claim.block] = tuple(sorted((*taken, *added), key=lambda fate: fate.start))
        return fates


def _unclaimed(start: int, end: int, taken: tuple[Fate, ...]) -> list[tuple[int, int]]:
    parts, position = [], start
    for fate in taken:
        if fate.end <= position or fate.start >= end:
            continue
        if fate.start > position:
            parts.append((position, fate.start))
        position = fate.end
    if position < end:
        parts.append((position, end))
    return parts


Rule = Callable[[Draft], Finding]
"""One rule: a pure function from what is known to what it adds."""


def whole(draft: Draft, block: int, outcome: Outcome, detail: str = "") -> Claim:
    """A claim on all of a block's text."""
    return Claim(block, 0, len(draft.document.blocks[block].text), outcome, detail)
