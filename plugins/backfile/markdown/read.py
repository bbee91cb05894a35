"""Reading Markdown: from a body as a person or Backfile wrote it to the Article's blocks, with every word kept."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from backfile.article import Block, Figure, Heading, Listing, Paragraph, Quote, Run, Table, Text, plain
from backfile.markdown.dialect import is_web, parser, words
from backfile.markdown.plain import stretches


def from_markdown(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown body.

    What a body can say and an Article cannot is read by its words: code and nested lists lose their look, a ruler
    says nothing, a line break within a paragraph's source is a space.
    """
    blocks: list[Block] = []
    for stretch, is_plain in stretches(text):
        if is_plain:
            blocks.append(Paragraph((Run(stretch),)))
        else:
            blocks += blocks_of(parser().parse(stretch))
    return tuple(blocks)


def blocks_of(tokens: Sequence[Token]) -> list[Block]:
    """The blocks of the parser's tree."""
    blocks: list[Block] = []
    position = 0
    while position < len(tokens):
        end = _end(tokens, position)
        block = _block(tokens[position : end + 1])
        if block is not None:
            blocks.append(block)
        position = end + 1
    return blocks


def _end(tokens: Sequence[Token], start: int) -> int:
    """The position of the token that closes the one at start, which is its own where it does not nest."""
    depth = 0
    for position in range(start, len(tokens)):
        depth += tokens[position].nesting
        if not depth:
            return position
    return len(tokens) - 1


def _block(tokens: Sequence[Token]) -> Block | None:
    first = tokens[0]
    match first.type:
        case "heading_open":
            text = _flat(runs(tokens[1]))
            return Heading(text, max(2, int(first.tag[1]))) if text else None
        case "bullet_list_open" | "ordered_list_open":
            items = tuple(_texts(tokens, "list_item_open"))
            return Listing(items, first.type == "ordered_list_open") if items else None
        case "blockquote_open":
            paragraphs = tuple(_texts(tokens, "inline", "figure", "fence", "code_block"))
            return Quote(paragraphs) if paragraphs else None
        case "table_open":
            return Table(_rows(tokens))
        case "figure":
            figure = Figure(first.meta["file"], first.meta["caption"], first.meta["credit"])
            return figure if figure != Figure() else None
        case "fence" | "code_block":
            said = words(tokens)
            return Paragraph((Run(said),)) if said else None
        case "paragraph_open":
            text = runs(tokens[1])
            return Paragraph(text) if text else None
        case _:
            return None


def _texts(tokens: Sequence[Token], *starts: str) -> list[Text]:
    """The texts of a list or quotation: one from each token of the types `starts`, up to where the next one starts."""
    texts: list[Text] = []
    for token in tokens:
        if token.type in starts:
            texts.append(())
        if token.type in ("inline", "figure", "fence", "code_block"):
            said = runs(token) if token.type == "inline" else (Run(words((token,))),)
            if plain(said):
                texts[-1] = join(texts[-1], said) if texts[-1] else said
    return [text for text in texts if text]


def _rows(tokens: Sequence[Token]) -> tuple[tuple[Text, ...], ...]:
    rows: list[list[Text]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_flat(runs(token)))
    return tuple(map(tuple, rows))


def join(first: Text, second: Text) -> Text:
    """Two texts as one, the second on a line of its own."""
    return merge((*first, Run("\n"), *second))


def merge(text: Sequence[Run]) -> Text:
    """The same text without empty runs and without two neighbours of one look."""
    merged: list[Run] = []
    for run in text:
        if merged and look(merged[-1]) == look(run):
            merged[-1] = Run(merged[-1].text + run.text, *look(run))
        elif run.text:
            merged.append(run)
    return tuple(merged)


def look(run: Run) -> tuple[str, bool, bool, str]:
    """What a run has besides its words: where it leads, emphasis, strong, its language."""
    return run.href, run.emphasis, run.strong, run.lang


def _flat(text: Text) -> Text:
    """The text on one line."""
    return merge(tuple(Run(run.text.replace("\n", " "), *look(run)) for run in text))


def runs(inline: Token) -> Text:
    """The runs of an inline token."""
    found: list[Run] = []
    href, emphasis, strong = "", 0, 0
    langs = [""]
    for token in inline.children or ():
        match token.type:
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "link_open":
                address = str(token.attrs["href"])
                href = address if is_web(address) else ""
            case "link_close":
                href = ""
            case "language_open":
                langs.append(str(token.attrs["lang"]))
            case "language_close":
                langs.pop()
            case _:
                said = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
                found.append(Run(said, href, emphasis > 0, strong > 0, langs[-1]))
    return merge(found)
