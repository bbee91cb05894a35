"""The archive of hostile texts: of each text in fixtures/hostile/attacks.yaml two articles with it in every field.

The first is by an outlet, an author, a photographer … who are called so themselves. The second is a copy of it by ones
whose names, hostile too, all the second ones share: so their lists have feeds and data. Each pair is a family of wire
copy and a thread, and the first of each pair was captured in two versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml
from selectolax.lexbor import LexborHTMLParser

from backfile.article import Article, Contributor, Dateline, EventDate, Image, Paragraph, Run
from backfile.frontmatter.write import write
from backfile.history import Change, FieldChange, Stretch, Version, history_as_json
from backfile.relations.families import Difference, Family, Member, line_of

FIXTURE = Path(__file__).resolve().parent / "fixtures" / "hostile"
URL = "https://archive.example/news"
SHARED = "</script><script>hostile(390)</script> \"'{}%(num)s \u202e& {} desk"
"""What the outlet, the tag, the author … of the second articles are called."""
LONG = MappingProxyType({"long": "Wharf " * 700, "long word": "W" * 4_000})
"""Names of thousands of characters."""


@dataclass(frozen=True, slots=True)
class Attack:
    """A hostile text, and where its articles lie."""

    name: str
    text: str
    number: int

    @property
    def path(self) -> str:
        """The path below content/ of the first article."""
        return f"2022/{self.number % 12 + 1:02}/14/attack-{self.number}"

    @property
    def copy_path(self) -> str:
        """The path of the second."""
        return f"{self.path}-again"


def attacks() -> tuple[Attack, ...]:
    """Every hostile text."""
    texts: dict[str, str] = yaml.safe_load((FIXTURE / "attacks.yaml").read_text("utf-8"))
    return tuple(Attack(name, text, number) for number, (name, text) in enumerate({**texts, **LONG}.items(), 1))


def articles() -> Iterator[tuple[str, Article]]:
    """All articles that are made of them, each with its path."""
    for attack in attacks():
        first = _article(attack)
        yield attack.path, first
        yield attack.copy_path, _copy_of(first)


def _article(attack: Attack) -> Article:
    text = attack.text
    body = (FIXTURE / "family.txt").read_text("utf-8").replace("HOSTILE", text)
    return Article(
        title=text,
        date=EventDate(f"2022-{attack.number % 12 + 1:02}-14"),
        lang="en",
        outlet=text,
        source=f"https://lindau.example/{text}",
        section=text,
        series=text,
        standfirst=text,
        byline=text,
        authors=(text,),
        dateline=Dateline(text, city=(text,), region=("DE-BY",), date=text),
        region=("AT-8",),
        mentioned=("CH",),
        credit_line=text,
        staff=(text,),
        agencies=(text,),
        reporting=(Contributor(text, "editor", text), Contributor(text, text, text)),
        tags=(text, SHARED),
        image=Image("0f00.png", text, text, text, (text,), text),
        correction=text,
        rights=text,
        status="corrected",
        capture=f"sha256:{attack.number:064x}",
        review=(f"title: {text}",),
        extra=MappingProxyType({"note": text, "people": [text]}),
        body=tuple(Paragraph((Run(paragraph),)) for paragraph in body.split("\n\n")),
    )


def _copy_of(first: Article) -> Article:
    assert first.image
    assert first.dateline
    return replace(
        first,
        outlet=SHARED,
        source="",
        series=SHARED,
        byline="",
        authors=(SHARED, first.title),
        dateline=replace(first.dateline, city=(SHARED,)),
        staff=(SHARED, first.title),
        agencies=(SHARED, first.title),
        image=replace(first.image, agencies=(SHARED,), photographer=SHARED, credit=f"{SHARED}/{SHARED}"),
        status="killed",
        capture="",
        body=(*first.body, Paragraph((Run(f"{first.title} was added."),))),
    )


def write_hostile_archive(site: Path) -> None:
    """Lay it into a site's folder: articles, families, threads and histories."""
    for path, article in articles():
        _written(site / "content" / f"{path}.md", write(article))
    for attack in attacks():
        _written(site / "history" / f"{attack.path}.json", history_as_json(_versions(attack)).decode())
    _written(site / "relations" / "families.jsonl", "".join(f"{line_of(_family(attack))}\n" for attack in attacks()))
    _written(site / "threads.yaml", yaml.safe_dump({"confirmed": [_thread(attack) for attack in attacks()]}))


def _written(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="")


def _family(attack: Attack) -> Family:
    day = f"2022-{attack.number % 12 + 1:02}-14"
    first = Member(attack.path, "source", attack.text, day, (attack.text,))
    again = Member(attack.copy_path, "copy", SHARED, day, (SHARED,), adds=Difference((6,), 1, 9), like=attack.path)
    return Family(attack.path, "earliest", (first, again))


def _versions(attack: Attack) -> tuple[Version, ...]:
    text = attack.text
    passage = (Stretch(Change.SAME, "The buoy "), Stretch(Change.REMOVED, text), Stretch(Change.ADDED, f"not {text}"))
    fields = (FieldChange("section", "", text), FieldChange("byline", text, ""))
    return (
        Version(f"sha256:{0:064x}", "2022-01-14T08:00:00Z"),
        Version(f"sha256:{attack.number:064x}", "2022-01-15T08:00:00Z", fields, passage, passage, (passage,)),
    )


def _thread(attack: Attack) -> dict[str, object]:
    return {"id": f"thread-{attack.number}", "title": attack.text, "articles": [attack.path, attack.copy_path]}


# ---- what a site says


@cache
def pages(output: Path) -> dict[str, LexborHTMLParser]:
    """Every page by its file, as browsers read it (WHATWG HTML)."""
    files = sorted(path for path in output.rglob("*.html") if "pagefind" not in path.parts)
    return {path.relative_to(output).as_posix(): LexborHTMLParser(path.read_text("utf-8")) for path in files}


def said(text: str) -> str:
    """What of a text every form says: all but spaces of any width, control characters and code points that are none."""
    return re.sub(r"[\0-\x1f\x7f-\x9f\u200b\ufdd0-\ufdef\ufffe\uffff\s]", "", text)
