"""A reading as plain data: every field of the article, and the account with the words that it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from backfile.article import Article, EventDate, Figure, block_text, is_embed
from backfile.decode.document import Document
from backfile.frontmatter import write
from backfile.normalise.account import Account
from backfile.normalise.normalise import Reading

_NAMES = tuple(field.name for field in fields(Article) if field.name != "body")


def reading_as_json(document: Document, reading: Reading) -> dict[str, Any]:
    """All that a reading says; what is unknown is None, and `body` is plain text, without captions and embeds."""
    article = reading.article
    text = [block_text(block) for block in article.body if not (isinstance(block, Figure) or is_embed(block))]
    return {
        **{name: _value(getattr(article, name)) for name in _NAMES},
        "byline_names": list(reading.byline_names),
        "body": "\n\n".join(text),
        "markdown": write(article),
        "account": account_as_json(document, reading.account),
    }


def account_as_json(document: Document, account: Account) -> dict[str, Any]:
    """The account with the words of each fate: fates in reading order, and where each field came from."""
    return {
        "fates": [
            {
                "block": fate.block,
                "start": fate.start,
                "end": fate.end,
                "outcome": fate.outcome.value,
                "detail": fate.detail,
                "rule": fate.rule,
                "text": document.blocks[fate.block].text[fate.start : fate.end],
            }
            for fate in account.fates
        ],
        "origins": [{"field": o.field, "rule": o.rule, "source": o.source} for o in account.origins],
    }


def _value(value: object) -> Any:
    match value:
        case str():
            return value or None
        case EventDate():
            return value.text
        case tuple() | list():
            return [_value(item) for item in value]
        case Mapping():
            return {key: _value(item) for key, item in value.items()}
        case _ if is_dataclass(value):
            return {field.name: _value(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value
