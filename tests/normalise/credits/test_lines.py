"""Credit lines: every kind of line, before and after, from readable tables of invented lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from backfile.normalise.credits import CreditKind, as_json, parse

TABLES = Path(__file__).resolve().parents[2] / "fixtures" / "credits"
KIND_OF_TABLE = {
    "sign_off": CreditKind.SIGN_OFF,
    "agencies": CreditKind.AGENCIES,
    "reporting": CreditKind.REPORTING,
    "contributed": CreditKind.CONTRIBUTED,
    "byline": CreditKind.BYLINE,
    "dateline": CreditKind.DATELINE,
    "photo": CreditKind.PHOTO,
}


def _lines() -> list[Any]:
    return [
        pytest.param(kind, line, id=f"{table}: {line['raw']}")
        for table, kind in KIND_OF_TABLE.items()
        for line in yaml.safe_load((TABLES / f"{table}.yaml").read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("kind", "line"), _lines())
def test_a_line_says_what_its_table_says(kind: CreditKind, line: dict[str, Any]) -> None:
    assert _known(as_json(parse(line["raw"], lang=line["lang"], kind=kind.value))) == line["gives"]


def test_the_raw_line_is_kept_byte_for_byte() -> None:
    raw = "  mk/pt\u00a0(dpa,\u200b AFP) "
    credit = parse(raw, lang="de")
    assert credit.raw == raw
    assert credit.staff == ("mk", "pt")
    assert credit.agencies == ("dpa", "afp")


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no such kind"):
        parse("AFP", kind="no such kind")


@pytest.mark.parametrize(
    ("raw", "lang", "kind"),
    [
        ("mk/pt (dpa, AFP)", "de", CreditKind.SIGN_OFF),
        ("(Reporting by Ilse Vantorre; Editing by Mina Faro)", "en", CreditKind.REPORTING),
        ("Ilse Vantorre contributed to this report.", "en", CreditKind.CONTRIBUTED),
        ("By Ilse Vantorre, AP Harbour Writer", "en", CreditKind.BYLINE),
        ("OSLO (AP) —", "en", CreditKind.DATELINE),
        ("Foto: Ilse Vantorre/dpa", "de", CreditKind.PHOTO),
        ("Quelle: sid/AFP", "de", CreditKind.SIGN_OFF),
        ("EFE rmv/ols", "es", CreditKind.SIGN_OFF),
    ],
)
def test_the_kind_is_found_from_the_line_itself(raw: str, lang: str, kind: CreditKind) -> None:
    assert parse(raw, lang=lang).kind is kind


def _known(value: Any) -> Any:
    """Plain data without what is empty."""
    if isinstance(value, dict):
        return {key: known for key, item in value.items() if (known := _known(item)) not in (None, "", [], {}, False)}
    return [_known(item) for item in value] if isinstance(value, list) else value
