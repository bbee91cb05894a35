"""Reading pasted text in tests: a vocabulary with one invented outlet, and readings as plain values."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from backfile.article import Article, Heading, block_text
from backfile.capture.capture import Capture, sha256
from backfile.decode.decode import decode
from backfile.decode.document import Document
from backfile.normalise.account import Outcome
from backfile.normalise.normalise import Reading, normalise
from backfile.site import OutletSetting
from backfile.vocab import Vocabulary
from backfile.vocab.outlets import outlets

HARBOUR_POST = OutletSetting("HP", "Harbour Post", ("harbourpost.example",))
VOCABULARY = Vocabulary(outlets([HARBOUR_POST]))


def read(text: str | bytes) -> Reading:
    """The reading of a pasted text."""
    return document_and_reading(text)[1]


def document_and_reading(text: str | bytes) -> tuple[Document, Reading]:
    data = text.encode() if isinstance(text, str) else text
    document = decode(Capture(data, sha256(data)))
    return document, normalise(document, VOCABULARY, digest=sha256(data))


def plain_values(text: bytes) -> dict[str, Any]:
    """Every field that is set, the body, and what was set aside and why: as JSON holds it."""
    document, reading = document_and_reading(text)
    values = _fields(reading.article)
    values["body"] = [
        f"## {block_text(block)}" if isinstance(block, Heading) else block_text(block) for block in reading.article.body
    ]
    values["set aside"] = [
        f"{fate.detail}: {document.blocks[fate.block].text[fate.start : fate.end]}"
        for fate in reading.account.fates
        if fate.outcome is Outcome.SET_ASIDE
    ]
    return {name: value for name, value in values.items() if value}


def _fields(article: Article) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for one in fields(article):
        value = getattr(article, one.name)
        if one.name in ("body", "extra", "capture", "access") or not value:
            continue
        if one.name in ("date", "modified"):
            value = value.text
        elif one.name in ("image", "dateline"):
            value = {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(value).items() if v}
        elif one.name == "reporting":
            value = [{name: v for name, v in asdict(person).items() if v} for person in value]
        values[one.name] = list(value) if isinstance(value, tuple) else value
    return values
