"""Stubs in front of a paywall are told from whole articles."""

from __future__ import annotations

import pytest

from backfile.capture.capture import Capture, sha256
from backfile.intake.manuscript import read
from backfile.normalise.account import Outcome
from backfile.normalise.normalise import Reading
from backfile.vocab import SiteWords

FIRST = (
    "For thirty years the clock on the north side of the tower went five minutes ahead of the one on the south side."
)
SECOND = (
    "Then a box of letters was found behind the bells, and one of them was addressed to whoever would find it first"
)
PAID = '{"@type": "NewsArticle", "headline": "The clock with two times", "isAccessibleForFree": %s}'


def reading(*below: str, free: str = "", words: int = 0, ending: str = ".", repeated: int = 1) -> Reading:
    stated = PAID % free if free else '{"@type": "NewsArticle", "headline": "The clock with two times"}'
    stated = stated[:-1] + (f', "wordCount": {words}}}' if words else "}")
    text = "".join(f"<p>{FIRST} ({number})</p>" for number in range(repeated)) + f"<p>{SECOND}{ending}</p>"
    page = f"""<html lang="en"><head><title>The clock with two times</title>
    <script type="application/ld+json">{stated}</script></head><body><article><h1>The clock with two times</h1>
    {text}{"".join(f"<p>{line}</p>" for line in below)}</article></body></html>"""
    return read(Capture(page.encode(), sha256(page.encode())), SiteWords())[1]


@pytest.mark.parametrize(
    "notice",
    [
        "Subscribe to continue reading",
        "This article is for subscribers only.",
        "Weiterlesen mit Turmblatt+",
        "La suite est réservée aux abonnés.",
        "Suscríbete para seguir leyendo",
        "Para continuar a ler, assine já",
        "Per continuare a leggere abbonati",
        "Log in om verder te lezen",
        "Logga in för att läsa hela artikeln",
        "Zaloguj się, aby czytać dalej",
        "Оформите подписку, чтобы читать дальше",
        "ログインして続きを読む",
        "登录后继续阅读全文",
        "اشترك الآن لمتابعة القراءة",
    ],
)
def test_a_short_text_above_a_notice_is_truncated_and_the_notice_is_set_aside(notice: str) -> None:
    found = reading(notice)
    assert found.article.status == "truncated"
    assert notice not in found.article.text
    assert all(f.outcome is not Outcome.BODY for f in found.account.fates if f.detail == "paywall")


def test_a_paid_text_that_ends_in_dots_is_truncated() -> None:
    assert reading(free='"False"', ending=" …").article.status == "truncated"


def test_a_paid_text_with_less_than_half_of_its_words_is_truncated() -> None:
    assert reading(free="false", words=400).article.status == "truncated"


@pytest.mark.parametrize(
    "found",
    [
        reading(),
        reading(free="false"),
        reading(free="true", ending=" …"),
        reading(ending=" …"),
        reading("Subscribe to continue reading", repeated=12),
        reading("Subscribe to continue reading", free="false", words=44),
        reading("Subscribe to continue reading", free="false", repeated=20),
        reading("Already a subscriber? Log in"),
        reading("She liked to read the letters to her children, who would subscribe to anything that she believed."),
    ],
    ids=["free", "paid", "stated free", "dots", "long", "all words", "long and paid", "a greeting", "prose"],
)
def test_a_whole_text_is_not_truncated(found: Reading) -> None:
    assert found.article.status == ""
