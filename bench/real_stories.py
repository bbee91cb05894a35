"""The 19,043 wire stories of ../shared/bench as two sites: Hugo's by its own scripts, Backfile's from the same records.

They are read where they lie; nothing of them is kept in the repository.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from backfile.article import Article, Dateline, EventDate, Paragraph, Run
from backfile.frontmatter import write
from backfile.vocab.regions import region_name, regions

SHARED = Path(__file__).resolve().parents[2] / "shared" / "bench"
ALL_FROM = 19_000
"""From so many on, ../shared/bench takes all stories; below, as many at equal distances."""
OTHER_NAMES = {
    "burma": "MM", "czechoslovakia": "CZ", "east-germany": "DE", "hong-kong": "HK", "ivory-coast": "CI",
    "north-korea": "KP", "south-korea": "KR", "turkey": "TR", "uae": "AE", "uk": "GB", "usa": "US", "ussr": "RU",
    "west-germany": "DE", "yugoslavia": "RS",
}  # fmt: skip
"""Countries whose names in the records are not those of CLDR."""


def are_there() -> bool:
    """Whether the stories lie beside the repository."""
    return SHARED.is_dir()


def make_hugo(site: Path, articles: int, scratch: Path) -> None:
    """Hugo's site, made by the scripts of ../shared/bench in a copy of their folder below `scratch`."""
    for part in ("lib", "data"):
        shutil.copytree(SHARED / part, scratch / part)
    # their corpus.py makes the content of every generator whose site lies beside it
    shutil.copytree(SHARED / "sites" / "hugo", scratch / "sites" / "hugo")
    script = scratch / "lib" / "corpus.py"
    subprocess.run([sys.executable, script, str(articles)], check=True, stdout=subprocess.DEVNULL)
    (scratch / "work" / str(articles) / "hugo").rename(site)
    shutil.rmtree(scratch)


def make_backfile(content: Path, articles: int) -> int:
    """The content of Backfile's site, from the same records; how many articles it has."""
    with gzip.open(SHARED / "data" / "reuters.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    if articles < min(ALL_FROM, len(records)):
        records = [records[number * len(records) // articles] for number in range(articles)]
    for record in records:
        file = content / record["date"][:10].replace("-", "/") / f"n-{record['slug']}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write(_article(record)), "utf-8")
    return len(records)


def hugo_path(path: Path) -> Path:
    """Where Hugo's site has the article that lies at this path below Backfile's content/."""
    year, month, _day, name = path.parts
    return Path(year, month, name.removeprefix("n-"))


def _article(record: Mapping[str, Any]) -> Article:
    named = (_country_codes().get(name) for name in record["region"])
    return Article(
        title=_one_line(record["title"]),
        date=EventDate(f"{record['date']}Z"),
        lang="en",
        standfirst=_one_line(record["summary"]),
        dateline=Dateline(text=record["dateline"]) if record["dateline"] else None,
        region=tuple(dict.fromkeys(code for code in named if code)),
        agencies=("Reuters",),
        tags=tuple(record["tags"]),
        body=tuple(Paragraph((Run(_one_line(text)),)) for text in record["paras"]),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


@cache
def _country_codes() -> Mapping[str, str]:
    """Codes of countries by their English names as the records spell them: `saudi-arabia`."""
    found = {
        re.sub("[^a-z]+", "-", region_name(code, "en").lower()).strip("-"): code for code in regions() if len(code) == 2
    }
    return {**found, **OTHER_NAMES}
