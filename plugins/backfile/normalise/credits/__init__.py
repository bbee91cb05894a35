"""The grammar of credits: one file per kind of line, each a pure function from a line to a frozen Credit."""

from __future__ import annotations

from backfile.normalise.credits.credit import Credit, CreditKind, Filing, Person, PhotoCredit
from backfile.normalise.credits.parse import as_json, parse

__all__ = ["Credit", "CreditKind", "Filing", "Person", "PhotoCredit", "as_json", "parse"]
