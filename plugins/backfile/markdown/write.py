"""Writing Markdown: from blocks to a body that a person can read."""

from __future__ import annotations

from collections.abc import Sequence

from backfile.article import Block, Figure, Heading, Listing, Paragraph, Quote, Table
from backfile.markdown.canonical import canonical
from backfile.markdown.inline import figure_source, heading_source, lines_source, table_source


def to_markdown(blocks: Sequence[Block]) -> str:
    """The body in Markdown, ending in a newline; empty for no blocks.

    Reading it back gives `canonical(blocks)`.
    """
    parts: list[str] = []
    before: Block | None = None
    alternate = False
    for block in canonical(blocks):
        alternate = isinstance(block, Listing) and block.ordered == getattr(before, "ordered", None) and not alternate
        parts.append(_source(block, alternate))
        before = block
    return "\n\n".join(parts) + "\n" if parts else ""


def _source(block: Block, alternate: bool) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {heading_source(block.text)}"
        case Paragraph():
            return lines_source(block.text)
        case Listing():
            return "\n".join(_items(block, alternate))
        case Quote():
            paragraphs = "\n\n".join(map(lines_source, block.paragraphs))
            return "\n".join(f"> {line}".rstrip(" ") for line in paragraphs.split("\n"))
        case Table():
            return table_source(block.rows)
        case Figure():
            return figure_source(block)


def _items(block: Listing, alternate: bool) -> list[str]:
    """The items under their markers; `alternate` chooses the other marker, which keeps two lists in a row apart."""
    items = []
    for number, text in enumerate(block.items, 1):
        numbered = f"{number}) " if alternate else f"{number}. "
        bulleted = "* " if alternate else "- "
        marker = numbered if block.ordered else bulleted
        items.append(marker + lines_source(text).replace("\n", "\n" + " " * len(marker)))
    return items
