"""The rooms of the house, and who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "plugins" / "backfile"
BASE = {
    "errors",
    "article",
    "vocab",
    "frontmatter",
    "markdown",
    "site",
    "address",
    "catalogue",
    "views",
    "folders",
    "edition",
    "links",
    "printed",
    "facets",
    "relations",
    "history",
    "retired_tags",
    "reading_code",
    "workers",
    "planned",
    "kept",
    "progress",
    "packing",
    "provenance",
    "interface",
    "colours",
}
TAKING_IN = ["capture", "decode", "normalise", "intake"]
MAKING = ["press", "browse", "search", "publish"]
RELATING = ["relate"]


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(module: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names |= {
                f"{node.module}.{alias.name}" if node.module == "backfile" else node.module for alias in node.names
            }
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("backfile.")}


def imports_pelican(module: Path) -> bool:
    tree = ast.parse(module.read_text("utf-8"))
    names = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    names += [alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names]
    return any(name.split(".")[0] == "pelican" for name in names)


@pytest.mark.parametrize("module", modules(), ids=lambda module: str(module.relative_to(PACKAGE)))
def test_a_module_imports_only_what_its_room_may(module: Path) -> None:
    own, imported = room(module), imported_rooms(module)
    if own == "__init__" or own.startswith("cli"):
        return
    if own == "errors":
        allowed: set[str] = set()
    elif own in BASE:
        allowed = BASE
    elif own in MAKING + RELATING:
        allowed = BASE | {own}
    elif own in TAKING_IN:
        allowed = BASE | set(TAKING_IN[: TAKING_IN.index(own) + 1]) | {"report"}
    else:
        allowed = BASE | set(TAKING_IN) | set(RELATING) | {own, "report"}
    assert imported - allowed - {own} == set()


@pytest.mark.parametrize("module", modules(), ids=lambda module: str(module.relative_to(PACKAGE)))
def test_only_the_rooms_that_make_pages_know_pelican(module: Path) -> None:
    assert room(module) in {*MAKING, "__init__"} or room(module).startswith("cli") or not imports_pelican(module)
