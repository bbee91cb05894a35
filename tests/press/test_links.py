"""Every internal link of the built site leads to a page of it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest


def internal_links(page: Path) -> set[str]:
    tree = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
    links = {element.get(name) for element in tree.iter() for name in ("href", "src", "action") if element.get(name)}
    return {link for link in links if link and not urlsplit(link).scheme and not link.startswith("#")}


@pytest.mark.parametrize("which", ["output", "published"])
def test_every_internal_link_resolves(which: str, request: pytest.FixtureRequest) -> None:
    output: Path = request.getfixturevalue(which)
    base = "/news/" if which == "published" else "/"
    broken = []
    for page in output.rglob("*.html"):
        address = base + page.relative_to(output).as_posix().removesuffix("index.html")
        for link in internal_links(page):
            path = unquote(urlsplit(urljoin(address, link)).path)
            target = output / path.removeprefix(base) if path.startswith(base) else None
            if target is not None and (path.endswith("/") or target.is_dir()):
                target = target / "index.html"
            if path.startswith(f"{base}search/") and path.endswith(".json"):
                continue  # these sites are built without search, whose page asks for what was not made
            if target is None or not target.is_file():
                broken.append((address, link))
    assert broken == []
