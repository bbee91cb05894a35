"""Reading everything again: what `intake --again` and `review --answer` do and print."""

from __future__ import annotations

from collections import Counter
from difflib import unified_diff

from backfile.cli.progress import progress_on_stderr
from backfile.cli.terminal import complain, say
from backfile.folders import Folders
from backfile.frontmatter import Difference
from backfile.intake.again import Reread, read_again
from backfile.vocab import SiteWords
from backfile.workers.workers import Workers


def read_again_aloud(folders: Folders, words: SiteWords, *, write: bool, workers: Workers | None = None) -> int:
    """Read all captures again and print what differs, then a line with the numbers; the exit status."""
    fields: Counter[str] = Counter()

    def show(reread: Reread) -> None:
        fields.update(difference.field for difference in reread.differences)
        say(f"content/{reread.path}.md{' (edited; what you changed stays)' if reread.edited else ''}")
        for difference in reread.differences:
            for line in _lines(difference):
                say(f"  {line}")

    with progress_on_stderr() as progress:
        report = read_again(folders, words, write=write, show=show, progress=progress, workers=workers)
    for problem in report.problems:
        complain(f"{problem.name}: {problem.problem}. {problem.remedy}.")
    told = f": {', '.join(f'{name} {number:,}' for name, number in fields.most_common())}" if fields else ""
    did = ("reads", "read") if write else ("would read", "would read")
    say(f"{_counted(report.reread)} {did[report.reread != 1]} differently{told}; {report.unchanged:,} as before.")
    if report.finished_before:
        say(f"{_counted(report.finished_before)} had been read with today's rules already.")
    return int(bool(report.problems))


def _lines(difference: Difference) -> list[str]:
    """A difference for a person: both values, or of a text the paragraphs that differ."""
    if difference.field != "body":
        return [f"{difference.field}: {difference.before or '(none)'} → {difference.after or '(none)'}"]
    lines = unified_diff(difference.before.splitlines(), difference.after.splitlines(), lineterm="", n=0)
    return ["body:", *(f"  {line}" for line in list(lines)[2:] if not line.startswith("@@") and line[1:].strip())]


def _counted(number: int) -> str:
    return f"{number:,} article" if number == 1 else f"{number:,} articles"
