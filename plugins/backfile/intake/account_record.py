"""The account as JSON: what the metadata record keeps of it, and back."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from backfile.decode.document import Document
from backfile.normalise.account import Account, Fate, Note, Origin, Outcome
from backfile.relations.words import tokens


def account_record(document: Document, account: Account) -> dict[str, object]:
    """An account ready for JSON, with the digest of the text that its spans count in.

    Each fate is `[block, start, end, outcome, detail, rule]`, each origin `[field, rule, source]`, each note for review
    `[rule, text]`. `aside` has by reason how many words were set aside, which can be told without the capture.
    """
    return {
        "text": text_digest(document),
        "fates": [[f.block, f.start, f.end, f.outcome.value, f.detail, f.rule] for f in account.fates],
        "origins": [[o.field, o.rule, o.source] for o in account.origins],
        "aside": _words_aside(document, account),
        "notes": [[note.rule, note.text] for note in account.notes],
    }


def _words_aside(document: Document, account: Account) -> dict[str, int]:
    words: Counter[str] = Counter()
    for fate in account.fates:
        if fate.outcome is Outcome.SET_ASIDE:
            words[fate.detail] += len(tokens(document.blocks[fate.block].text[fate.start : fate.end]))
    return dict(words)


def recorded_account(record: Mapping[str, Any], document: Document) -> Account | None:
    """The account that a metadata record keeps, or None where the capture is decoded to another text today."""
    if record.get("text") != text_digest(document):
        return None
    fates = tuple(
        Fate(block, start, end, Outcome(outcome), detail, rule)
        for block, start, end, outcome, detail, rule in record["fates"]
    )
    origins = tuple(Origin(*origin) for origin in record["origins"])
    return Account(fates, origins, tuple(Note(*note) for note in record.get("notes", ())))


def text_digest(document: Document) -> str:
    """`sha256:…` of a Document's blocks, each ended by a zero byte."""
    digest = hashlib.sha256()
    for block in document.blocks:
        digest.update(block.text.encode("utf-8", "surrogatepass") + b"\0")
    return f"sha256:{digest.hexdigest()}"
