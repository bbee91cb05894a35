"""Rule: the headline of an HTML page is what its h1, og:title, JSON-LD and title agree on, without furniture."""

from __future__ import annotations

from collections.abc import Mapping

from backfile.decode.document import Kind
from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Finding, whole
from backfile.normalise.page_title import common_tail, without_furniture
from backfile.vocab.outlets import folded

_SOURCES = ("og:title", "json-ld", "twitter:title", "title", "microdata")

_LONGEST = 500
"""Characters that no headline exceeds."""


def headline(draft: Draft) -> Finding:
    """The title, and the fate of every block that prints it: the first is the field, others are duplicates.

    Of 103 news pages og:title is the newsroom's headline more often than any other source, unless it merely repeats the
    page's `<title>` or carries the site's name; then what h1 and JSON-LD agree on is it.
    """
    if draft.document.media_type != "text/html":
        return NOTHING
    titles = _titles(draft)
    title, source = _chosen(titles)
    if not title:
        return NOTHING
    return Finding({"title": title}, tuple(_claims(draft, title, titles)), source=source)


def _titles(draft: Draft) -> dict[str, str]:
    """Each source's title without furniture; `raw og:title` as it stands."""
    offered: dict[str, str] = {}
    for candidate in draft.candidates("title"):
        if candidate.source in _SOURCES or candidate.source.startswith("meta:"):
            offered.setdefault(candidate.source, " ".join(candidate.value.split()))
    shown = _first_heading(draft, tuple(offered.values()))
    if shown:
        offered["h1"] = shown
    names = site_names(draft)
    cut = {
        source: without_furniture(title, names, [t for s, t in offered.items() if s not in {source, "title"}])
        for source, title in offered.items()
    }
    if "og:title" in offered:
        cut["raw og:title"] = offered["og:title"]
    return cut


def site_names(draft: Draft) -> tuple[str, ...]:
    """The names by which the page's outlet may call itself in titles and bylines."""
    offered = [c.value.lstrip("@") for c in draft.candidates("outlet") if len(c.value) < 60]
    known = [draft.vocabulary.outlets.named(name) for name in offered]
    known.append(draft.vocabulary.outlets.at(draft.document.uri))
    for outlet in known:
        if outlet:
            offered += [outlet.label, outlet.name, *outlet.aliases, *outlet.domains]
    host = draft.document.uri.split("//")[-1].split("/")[0].removeprefix("www.")
    offered += [host, *host.split(".")[:-1]] if host else []
    sections = [c.value for c in draft.candidates("section") if len(c.value) < 40]
    return tuple(dict.fromkeys((*offered, *sections)))


def _first_heading(draft: Draft, offered: tuple[str, ...]) -> str:
    """The page's h1 that is most like its other titles; else the first free one."""
    headings = [b.text for b in draft.document.blocks if b.kind is Kind.HEADING and b.level == 1]
    texts = [" ".join(text.split()) for text in headings if folded(text)]
    wanted = [folded(title) for title in offered]
    inside = [t for t in texts if any(folded(t) in title or title in folded(t) for title in wanted if title)]
    free = [
        " ".join(block.text.split())
        for index, block in enumerate(draft.document.blocks)
        if block.kind is Kind.HEADING and block.level == 1 and draft.is_free(index)
    ]
    return next(iter((*sorted(inside, key=len, reverse=True), *free, *texts)), "")


def _chosen(titles: Mapping[str, str]) -> tuple[str, str]:
    """The title and its source."""
    og, shown, stated = (titles.get(source, "") for source in ("og:title", "h1", "json-ld"))
    same = {source: folded(title) for source, title in titles.items()}
    if og and shown and same["og:title"] != same["h1"] and (tail := common_tail(shown, og)):
        return tail, "h1"
    if og and stated and shown and same["h1"] == same["json-ld"] != same["og:title"]:
        repeats = same["og:title"] == same.get("title") or folded(titles["raw og:title"]) != same["og:title"]
        return (shown, "h1") if repeats else (og, "og:title")
    others = {value for source, value in same.items() if source not in ("og:title", "raw og:title")}
    if og and shown and same["og:title"] not in others:
        return shown, "h1"
    for source in ("og:title", "h1", "json-ld", "microdata", "twitter:title", "title", *titles):
        if titles.get(source):
            return titles[source], source
    return "", ""


def _claims(draft: Draft, title: str, titles: Mapping[str, str]) -> list[Claim]:
    known = {folded(title)} | {folded(titles[s]) for s in ("h1", "og:title", "json-ld") if titles.get(s)}
    claims: list[Claim] = []
    found = False
    for index, block in enumerate(draft.document.blocks):
        if len(block.text) > _LONGEST or not draft.is_free(index) or folded(block.text) not in known:
            continue
        if not found and (block.kind is Kind.HEADING or folded(block.text) == folded(title)):
            claims.append(whole(draft, index, Outcome.FIELD, "title"))
            found = True
        else:
            claims.append(whole(draft, index, Outcome.SET_ASIDE, "duplicate of the headline"))
    return claims
