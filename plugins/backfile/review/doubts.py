"""What rules were not sure of, across the archive: one doubt for all articles that raise the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from backfile.article import Article
from backfile.folders import article_files
from backfile.frontmatter import locate

_TOKEN = re.compile(r"credit_line: (?P<kind>unknown|ambiguous): (?P<token>.+?)(?: \((?P<agencies>[^()]*)\))?")
_HAS_NOTES = re.compile(rb"^[\"']?review[\"']?[ \t]*:", re.MULTILINE)
_OUTLET = "outlet: inferred from page chrome"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that a person can settle."""

    rule: str
    """Name of the rule that raised it; empty where no record tells."""
    text: str
    """The note, with what it is about."""
    articles: tuple[str, ...]
    """The files below content/ that raise it, sorted."""
    answers: tuple[str, ...] = ()
    """What to say to `backfile review --answer` to settle it everywhere; empty where each article needs a look."""


def doubts(content: Path, rules_of: Callable[[str], Mapping[str, str]]) -> tuple[Doubt, ...]:
    """The doubts of all articles: those of the rule with most articles first, and of one rule those of most articles.

    `rules_of` gives, for a capture, the name of the rule behind each of its notes.
    """
    found: defaultdict[tuple[str, tuple[str, ...]], list[tuple[str, str, str]]] = defaultdict(list)
    for name in article_files(content):
        data = (content / name).read_bytes()
        if not _HAS_NOTES.search(data):
            continue
        known = locate(data.decode("utf-8", "surrogateescape"), place=name).known
        for note in known.review if known else ():
            assert known
            found[_subject(note, known)].append((name, known.capture, note))
    listed = []
    for (text, answers), raised in found.items():
        _, capture, note = raised[0]
        rule = rules_of(capture).get(note, "") if capture else ""
        listed.append(Doubt(rule, text, tuple(name for name, _, _ in raised), answers))
    weight = Counter(
        {rule: sum(len(d.articles) for d in listed if d.rule == rule) for rule in {d.rule for d in listed}}
    )
    return tuple(sorted(listed, key=lambda d: (-weight[d.rule], d.rule, -len(d.articles), d.text)))


def _subject(note: str, article: Article) -> tuple[str, tuple[str, ...]]:
    """What a note is about, and the answers that would settle it."""
    if note == _OUTLET and article.outlet:
        return f"{note}: {article.outlet}", (f"outlet {_quoted(article.outlet)} {_quoted(article.outlet)}",)
    token = _TOKEN.fullmatch(note)
    if not token:
        return note, ()
    only = f" --outlet {_quoted(article.outlet)}" if article.outlet else ""
    named = [a.strip() for a in (token["agencies"] or "").split(",") if a.strip()] or ["ID"]
    text = f"{note} ({article.outlet})" if article.outlet else note
    written = _quoted(token["token"])
    return text, (f"staff {written}{only}", *(f"agency {written} {agency}{only}" for agency in named))


def _quoted(text: str) -> str:
    """A word of a command line."""
    return text if re.fullmatch(r"[\w./:-]+", text) else "'" + text.replace("'", "'\\''") + "'"
