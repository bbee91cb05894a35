"""The language that a page declares is kept as it declares it."""

from __future__ import annotations

import pytest
from pasted import VOCABULARY

from backfile.decode.document import Document
from backfile.normalise.draft import Draft
from backfile.normalise.language import language


@pytest.mark.parametrize(
    ("declared", "lang"),
    [("zh-CN", "zh-CN"), ("zh-cn", "zh-CN"), ("zh_hant_TW", "zh-Hant-TW"), ("EN-gb", "en-GB"), ("x?", "")],
)
def test_a_declared_language_is_kept_but_for_its_case(declared: str, lang: str) -> None:
    assert language(Draft(Document((), lang=declared), VOCABULARY)).fields.get("lang", "") == lang
