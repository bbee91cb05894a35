"""Rule: what a person notes of a file in metadata.csv is so: it comes before all that the file says itself."""

from __future__ import annotations

from backfile.decode.document import NOTED
from backfile.errors import FrontMatterError
from backfile.frontmatter.cell import CELL_FIELDS, field_of_cell
from backfile.normalise.draft import NOTHING, Draft, Fields, Finding


def noted(draft: Draft) -> Finding:
    """Fields by the columns of their names; columns that are no field go to `extra` under their own names."""
    fields = Fields()
    extra: dict[str, object] = {}
    review = []
    for candidate in draft.document.candidates:
        if candidate.source != NOTED:
            continue
        if candidate.field not in CELL_FIELDS:
            extra[candidate.field] = candidate.value
            continue
        try:
            fields[candidate.field] = field_of_cell(candidate.field, candidate.value)  # type: ignore[literal-required]
        except FrontMatterError as error:
            review.append(f"{candidate.field}: {NOTED} says {candidate.value!r}: {error.problem}")
    if extra:
        fields["extra"] = extra
    return Finding(fields, review=tuple(review), source=NOTED) if fields or review else NOTHING
