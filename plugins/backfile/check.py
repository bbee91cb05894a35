"""Checking content/: every file against the schema, every name in it against the vocabularies, all findings at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from backfile.address import is_article_path
from backfile.article import Article
from backfile.errors import FrontMatterError
from backfile.folders import article_files
from backfile.frontmatter import Located, Problem, locate, problem_of
from backfile.markdown import FIGURE_FILE, from_markdown
from backfile.vocab.agencies import agency_of
from backfile.vocab.regions import is_region

_LANGUAGE = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[0-9A-Za-z]{5,8}|[0-9][0-9A-Za-z]{3}))*(?:-x(?:-[0-9A-Za-z]{1,8})+)?"
)
"""The shape of a BCP 47 tag (RFC 5646 §2.1) without extensions."""

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")

_ADDRESS = re.compile(r"/(?:[^/\s?#][^\s?#]*)?")

_ROLES = ("reporter", "additional_reporting", "writer", "editor", "compiler", "contributor", "author")

_STATUSES = ("truncated", "corrected", "killed", "withdrawn")


def check(content: Path) -> Iterator[Problem]:
    """What a person should mend in the articles below content/, file by file, in the order of lines."""
    for name in article_files(content):
        path, place = content / name, f"{content.name}/{name}"
        yield from _misplaced(name, place)
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            yield Problem(line, "", "the file is not UTF-8. Save it in that encoding", place)
        except OSError as error:
            yield Problem(1, "", f"the file cannot be read: {error.strerror}. Give permission to read it", place)
        else:
            yield from check_text(text, place=place)


def _misplaced(name: str, place: str) -> Iterator[Problem]:
    if not is_article_path(name.removesuffix(".md")):
        yield Problem(
            1, "",
            "no article may lie here. Put it into YYYY/MM/DD/ or undated/, named in letters, digits and hyphens",
            place,
        )  # fmt: skip


def check_text(text: str, *, place: str = "") -> Iterator[Problem]:
    """What a person should mend in one file, in the order of lines."""
    located = locate(text, place=place)
    findings = [*located.problems, *_findings(located, place)]
    yield from sorted(map(problem_of, findings), key=lambda problem: problem.line)


def _findings(located: Located, place: str) -> Iterator[FrontMatterError]:
    article = located.known
    if article is None:
        return
    for name, values in _values(article):
        means, problem, remedy = _MEANINGS[name]
        for value in values:
            if value and not means(value):
                line = located.lines.get(name, 1)
                yield FrontMatterError(problem, place=f"{place}:{line}", field=name, value=value, remedy=remedy)
    if article.access != "metadata" and article.status != "truncated" and not from_markdown(located.body):
        yield FrontMatterError(
            "there is no text", place=f"{place}:{located.lines['body']}", field="body",
            remedy="Write the article below the front matter, or `access: metadata` in it",
        )  # fmt: skip


def _values(article: Article) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The values of each field that must mean something beyond its type."""
    yield "lang", (article.lang,)
    yield "source", (article.source,)
    yield "region", article.region
    yield "mentioned", article.mentioned
    yield "agencies", article.agencies
    yield "reporting", tuple(contributor.role for contributor in article.reporting)
    yield "status", (article.status,)
    yield "aliases", article.aliases
    yield "capture", (article.capture,)
    if article.dateline:
        yield "dateline.region", article.dateline.region
    if article.image:
        yield "image.file", (article.image.file,)
        yield "image.agencies", article.image.agencies


def _is_web_address(source: str) -> bool:
    try:
        parts = urlsplit(source)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _is_country(code: str) -> bool:
    return "-" not in code and is_region(code)


_AGENCY = (agency_of, "is no agency of the table", "Write its label, as in AP or Reuters")

_REGION = (is_region, "is no region", "Write an ISO 3166 code: SY, or SY-ID for a part of it")

_MEANINGS: Mapping[str, tuple[Callable[[str], object], str, str]] = MappingProxyType(
    {
        "lang": (_LANGUAGE.fullmatch, "is no language tag", "Write a BCP 47 tag: en, pt-BR, zh-Hant"),
        "source": (_is_web_address, "is no web address", "Write it in full: https://…"),
        "region": _REGION,
        "dateline.region": _REGION,
        "mentioned": (_is_country, "is no country", "Write an ISO 3166-1 code of two letters: TR"),
        "agencies": _AGENCY,
        "image.agencies": _AGENCY,
        "image.file": (FIGURE_FILE.fullmatch, "is no name of a file", "Write the name alone, as it is in media/"),
        "reporting": (_ROLES.__contains__, "is no role", f"Write one of {', '.join(_ROLES)}"),
        "status": (_STATUSES.__contains__, "is no status", f"Write one of {', '.join(_STATUSES)}"),
        "aliases": (_ADDRESS.fullmatch, "is no address of this site", "Write its path from the root: /old/place/"),
        "capture": (_DIGEST.fullmatch, "is no digest", "Write sha256: and its 64 hexadecimal digits"),
    }
)
"""For each field: what its value must be, what is wrong where it is not, and what to do."""
