"""A site's own vocabulary: `vocabulary.csv`, a line for each answer that an editor gave, applied everywhere."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from io import StringIO
from pathlib import Path
from types import MappingProxyType

from backfile.errors import SettingError
from backfile.vocab.outlets import folded

FILE_NAME = "vocabulary.csv"
"""Its name in the site's folder."""

COLUMNS = ("kind", "text", "means", "outlet")


class AnswerKind(StrEnum):
    """What an answer is about."""

    NAME = "name"
    """`text` is another name of the person or organisation `means`."""
    TAG = "tag"
    """`text` is a tag that reads `means` from now on; empty drops it."""
    PROMO = "promo"
    """The line `text` is set aside wherever it stands alone."""
    STAFF = "staff"
    """In a sign-off `text` is a writer, not an agency."""
    AGENCY = "agency"
    """In a credit line `text` is the agency whose id is `means`."""
    OUTLET = "outlet"
    """The name or host `text` is the outlet with label `means`."""


@dataclass(frozen=True, slots=True, order=True)
class Answer:
    """One line of the vocabulary."""

    kind: AnswerKind
    text: str
    means: str = ""
    outlet: str = ""
    """Label of the only outlet it holds for; empty for all."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers, by what they are about."""

    lines: tuple[Answer, ...] = ()
    _means: Mapping[tuple[AnswerKind, str, str], str] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, lines: tuple[Answer, ...]) -> Answers:
        """The answers that these lines give; of two on the same thing the later counts."""
        return cls(lines, MappingProxyType({(line.kind, folded(line.text), line.outlet): line.means for line in lines}))

    def means(self, kind: AnswerKind, text: str, outlet: str = "") -> str | None:
        """What a text means by an answer for its outlet, else by one for all; None where nobody has said."""
        if not self._means:
            return None
        key = folded(text)
        own = self._means.get((kind, key, outlet)) if outlet else None
        return self._means.get((kind, key, "")) if own is None else own


def read_answers(folder: Path) -> tuple[Answer, ...]:
    """The lines of a site's `vocabulary.csv`; none where it has no such file.

    Raises:
        SettingError: the file is no table of these columns, or names a kind that nobody knows.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return ()
    try:
        rows = list(csv.reader(StringIO(path.read_text("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as cause:
        raise SettingError("it is no CSV file in UTF-8", place=str(path), remedy="Save it as CSV, UTF-8") from cause
    if rows and tuple(rows[0]) != COLUMNS:
        raise SettingError(
            "its first row must name the columns", place=str(path), value=",".join(rows[0]),
            remedy=f"Write {','.join(COLUMNS)}",
        )  # fmt: skip
    return tuple(_answer(row, number, path) for number, row in enumerate(rows[1:], 2) if any(row))


def with_answer(lines: tuple[Answer, ...], answer: Answer) -> tuple[Answer, ...]:
    """The lines with one more; an earlier one on the same thing goes."""
    about = (answer.kind, answer.text, answer.outlet)
    return (*(line for line in lines if (line.kind, line.text, line.outlet) != about), answer)


def as_csv(lines: tuple[Answer, ...]) -> str:
    """The text of `vocabulary.csv` with these lines."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((line.kind.value, line.text, line.means, line.outlet) for line in lines)
    return file.getvalue()


def _answer(row: list[str], number: int, path: Path) -> Answer:
    cells = [*(cell.strip() for cell in row), "", "", ""][: len(COLUMNS)]
    try:
        kind = AnswerKind(cells[0])
    except ValueError as cause:
        raise SettingError(
            "this is no kind of answer", place=f"{path}, line {number}", field="kind", value=cells[0],
            remedy=f"Write one of: {', '.join(AnswerKind)}",
        ) from cause  # fmt: skip
    if len(row) > len(COLUMNS) or not cells[1]:
        raise SettingError(
            "a line has a kind, a text, what it means, and an outlet", place=f"{path}, line {number}",
            value=",".join(row), remedy="Put texts that hold a comma in quotes",
        )  # fmt: skip
    return Answer(kind, *cells[1:])
