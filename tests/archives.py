"""Small archives for tests of building: invented articles written, changed and taken away; what a site holds."""

from __future__ import annotations

from pathlib import Path

SETTINGS = """\
from backfile.press import Press
PELICAN_CLASS = Press
SITENAME = {name!r}
SITEURL = {url!r}
DEFAULT_LANG = {lang!r}
TIMEZONE = "UTC"
OUTLETS = {{"DW": {{"name": {outlet!r}, "domains": ["dw.com"]}}}}
"""


def write_settings(
    site: Path, *, name: str = "The Archive", url: str = "", lang: str = "en", outlet: str = "Deutsche Welle"
) -> None:
    """The settings file of a site."""
    site.mkdir(parents=True, exist_ok=True)
    (site / "pelicanconf.py").write_text(SETTINGS.format(name=name, url=url, lang=lang, outlet=outlet), "utf-8")


def write_article(site: Path, path: str, front: str, text: str = "Carts crossed the bridge at dawn.") -> Path:
    """An article below content/: lines of front matter and a body."""
    file = site / "content" / f"{path}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{front}\n---\n\n{text}\n", "utf-8")
    return file


def front_matter(number: int) -> str:
    """The front matter of one of many invented articles: names by a rule, so that lists overlap."""
    regions = ("SY-ID", "FR", "US", "TR", "DE-BE")
    lines = [
        f"title: Story {number} of the river crossing",
        f"date: {1990 + number % 7}-{1 + number % 12:02}-{1 + number % 28:02}",
        f"outlet: {('DW', 'Courier')[number % 2]}",
        f"region: [{regions[number % 5]}]",
        f"agencies: [{('AP', 'Reuters', 'AFP')[number % 3]}]",
        f"tags: [bridges, tag {number % 11}, tag {number % 4}]",
        f"authors: [Jo Example {number % 6}]",
        f"staff: [s{number % 3}]",
    ]
    return "\n".join(lines)


def write_archive(site: Path, count: int) -> None:
    """A site of so many invented articles."""
    write_settings(site)
    for number in range(count):
        date = f"{1990 + number % 7}/{1 + number % 12:02}/{1 + number % 28:02}"
        write_article(site, f"{date}/story-{number}", front_matter(number), f"Paragraph {number}. " * (number % 40 + 1))


def files_of(output: Path) -> dict[str, bytes]:
    """Every file below a folder by its path there."""
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
