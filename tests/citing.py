"""Items to be cited, and what the processor that the styles are written for prints of them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from typing import Any

from built_sites import REPOSITORY
from hypothesis import strategies as st

from backfile.article import EventDate
from backfile.publish.citation.bibtex import bibtex
from backfile.publish.citation.item import Item, one_line
from backfile.publish.citation.marks import paired, shielded, unshielded
from backfile.publish.citation.names import Author, authors_of

WORDS = (
    "harbour", "Ferry", "of", "the", "a", "vs", "vw", "to", "NATO", "U.S.", "iPhone", "a.m.", "e-mail", "Über", "ßen",
    "β", "Жизнь", "港", "it’s", "don't", "90s", "5%", "&", "–", "—", "O'Neil", "<b>bold</b>", "</i>", "x²",
    "\\emph{y}", "#1", '"no"', "“yes”", "'maybe'", "‘perhaps’", '"why?"', "(aside)", "[sic]", "„so“", "«ici»",
    "tide-water", "up-to-date", "(“x”)",
)  # fmt: skip
NAMES = (
    "Mona Rieger", "Sam Okoro", "Leila al-Shami", "Jean-Luc Berger", "J. K. Holm", "J.K. Holm", "Maria van der Berg",
    "Ann Mc", "Conor O'Neil", "Ian McEwan", "Ángel Óscar Ruiz", "Our correspondent", "Harbour News Inc.", "李明",
    "MARY DOE", "ann lee", "Sam Okoro Jr.", "Tide & Sons", "“Ace” Porter", "Bo-Bo Abu-Bakr", "Charles de Foucauld",
    "Lee and Lu", "A.-B. Cee", "G. Marlow",
)  # fmt: skip
SIGNS = "aAbéßЖ字 .,:;?!'\"“”‘’()[]-–—/&<>%$#_{}~^\\|*@01\u00a0…„«»²"

titles = (
    st.builds(" ".join, st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
    | st.builds(str.__add__, st.text("aA of", min_size=1, max_size=12), st.text(SIGNS, max_size=6))
    | st.text(SIGNS, min_size=1, max_size=25)
).map(one_line).filter(lambda text: any(map(str.isalnum, text)))  # fmt: skip
"""Headlines; one of nothing but marks, which no style has a rule for, is none."""

OUTLETS = (
    "",
    "Harbour Courier",
    "die tageszeitung",
    "Tide!",
    "News Inc.",
    "O'Reilly",
    "A & B",
    "“Q”",
    "The Times, Hull",
)
labels = st.sampled_from(OUTLETS) | st.text(SIGNS, max_size=8).map(one_line).filter(
    lambda text: text[:1].isalnum() and text[-1:].isalnum()
)
dates = (
    st.dates().filter(lambda date: date.year >= 1000)
    .flatmap(lambda date: st.sampled_from([date.isoformat()[:4], date.isoformat()[:7], date.isoformat()]))
)  # fmt: skip
urls = st.sampled_from(
    ("", "https://courier.example/a", "http://a.example/?q=1&b='c'&d=%22", "https://a.example/x_(y).html")
)

items = st.builds(
    Item,
    id=st.just("slug"),
    title=titles,
    authors=st.lists(st.sampled_from(NAMES), max_size=5).map(lambda names: authors_of(tuple(names)))
    | st.integers(1, 25).map(lambda count: authors_of(("Mona Rieger",) * count)),
    outlet=labels,
    section=labels,
    date=st.none() | dates.map(EventDate),
    url=urls,
    lang=st.sampled_from(("en", "en-GB", "de", "ar", "zh-Hant")),
    archive=labels.filter(bool),
)


def csl_item(item: Item) -> dict[str, Any]:
    """An item as CSL names its fields; what is unknown is left out."""
    known = {
        "id": item.id,
        "type": "article-newspaper",
        "title": item.title,
        "author": [csl_name(author) for author in item.authors],
        "container-title": item.outlet,
        "section": item.section,
        "issued": {"date-parts": [list(map(int, item.date.period.split("-")))]} if item.date else None,
        "language": item.lang,
        "URL": item.url,
        "source": item.archive,
    }
    return {name: value for name, value in known.items() if value}


def csl_name(author: Author) -> dict[str, str]:
    if not author.family:
        return {"literal": author.name}
    particle = {"non-dropping-particle": author.particle.rstrip()} if author.particle else {}
    return {"family": author.family, "given": author.given} | particle


class Program:
    """A program that answers each line with a line, both of JSON."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def answer(self, question: object) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


class Processor:
    """citeproc-js, asked for one item at a time."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def html(self, style: str, item: dict[str, object]) -> str:
        """What a style prints of an item of CSL-JSON, as HTML whose only tags are `<i>`."""
        entry: str = self._program.answer({"style": style, "item": item})
        return entry.replace('<div class="csl-entry">', "").replace("</div>", "").replace("&#38;", "&amp;")

    def printed(self, style: str, item: Item) -> str:
        """What a style prints of an item whose marks are read as marks.py says, as text with `<i>`."""
        shown = csl_item(item)
        shown["title"] = paired(item.title)
        shown["language"] = item.lang if item.lang.startswith("en") else "de"
        if any(map(str.isdecimal, item.section)):
            shown.pop("section")
        for name in ("container-title", "section", "source", "URL"):
            if name in shown:
                shown[name] = shielded(shown[name])
        shown["author"] = [{part: shielded(text) for part, text in name.items()} for name in shown.get("author", ())]
        return unshielded(unescape(self.html(style, shown)))


@contextmanager
def processor() -> Iterator[Processor]:
    """citeproc-js under Node.js until the block ends."""
    with _program("citeproc.cjs", str(REPOSITORY / ".tools")) as program:
        yield Processor(program)


@contextmanager
def page_script() -> Iterator[Callable[[Item], Mapping[str, Any]]]:
    """What makes `csl` (CSL-JSON) and `ris` of an item's BibTeX, as a page's script does, until the block ends."""
    with _program("citation_forms.mjs") as program:
        yield lambda item: program.answer(bibtex(item))


@contextmanager
def _program(name: str, *arguments: str) -> Iterator[Program]:
    command = ["node", str(REPOSITORY / "tests" / "tools" / name), *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Program(process)
