"""Words of every language are found from every page: in Chromium, by the page's own scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Serve, site_of
from playwright.sync_api import Browser
from small_sites import story

from backfile.search.letters import SEPARATOR, by_letters

CHINESE = "港务局周三宣布，北京大学的研究人员在长江大桥附近发现了一座古代灯塔的遗址。渔民协会却担心航道会被关闭。"
JAPANESE = (
    "港湾局は水曜日、東京大学の研究者が古い灯台の跡を発見したと発表した。漁業協同組合は航路の閉鎖を心配している。"
)
ARABIC = "أعلنت هيئة الميناء يوم الأربعاء أن الباحثين في الجامعة اكتشفوا منارة قديمة. ورحب السكان بالترميم."

STORIES = (
    story("2020/01/01/zh", "灯塔重新点亮", CHINESE, date="2020-01-01", lang="zh-Hans"),
    story("2020/01/02/ja", "灯台が再び灯る", JAPANESE, date="2020-01-02", lang="ja"),
    story("2020/01/03/ar", "المنارة تضيء من جديد", ARABIC, date="2020-01-03", lang="ar"),
    story("2020/01/04/de", "Leuchttürme", "Die Häfen und die Türme leuchten wieder.", date="2020-01-04", lang="de"),
    story("2020/01/05/en", "Lighthouses", "The harbours were lit again by 東京 engineers.", date="2020-01-05"),
)

FOUND = {
    "zh": ("港务局", "港务", "大桥", "长江大桥", "北京", "大学", "灯塔", "协会", "古代灯塔的遗址", "重新"),
    "ja": ("研究者", "研究", "水曜日", "東京大学", "協同組合", "漁業", "閉鎖", "灯る"),
    "ar": ("الميناء", "ميناء", "باحثين", "سكان", "السكان", "ترميم", "منارة", "المنارة"),
    "de": ("hafen", "Leuchtturm", "leuchten"),
    "en": ("harbour", "lighthouse", "東京"),
}
"""Words, some of them within longer ones, of the article in each language."""

NOT_FOUND = ("学大", "局港", "塔灯", "港局", "京东")
"""Letters of the articles in an order in which they do not stand there."""

ASK = """async words => {
  const { Archive } = await import(new URL("../theme/js/search/archive.js", location.href));
  const { byDate } = await import(new URL("../theme/js/search/ranking.js", location.href));
  const archive = await Archive.open(new URL("../", location.href));
  const found = {};
  for (const word of words) {
    const query = { words: [word], phrases: [], without: [], facets: new Map(), from: "", to: "", sort: "date" };
    const articles = await byDate(archive.ask(query), false).take(10);
    found[word] = articles.map(({ lang, title, excerpt }) => ({ lang, title, excerpt }));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def spoken_site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Iterator[str]:
    yield from site_of(STORIES, Path(tmp_path_factory.mktemp("languages")), serve, 3)


@pytest.fixture(scope="module")
def answers(browser: Browser, spoken_site: str) -> dict[str, list[dict[str, str]]]:
    """What every word finds."""
    page = browser.new_page()
    page.goto(f"{spoken_site}search/")
    words = [*(word for words in FOUND.values() for word in words), *NOT_FOUND]
    found: dict[str, list[dict[str, str]]] = page.evaluate(ASK, words)
    page.close()
    return found


@pytest.mark.parametrize("lang", FOUND)
def test_words_are_found_where_they_stand(lang: str, answers: dict[str, list[dict[str, str]]]) -> None:
    missed = [word for word in FOUND[lang] if not any(each["lang"].startswith(lang) for each in answers[word])]
    assert missed == []


def test_letters_in_another_order_are_not_found(answers: dict[str, list[dict[str, str]]]) -> None:
    assert [word for word in NOT_FOUND if answers[word]] == []


def test_what_the_index_puts_between_letters_is_never_shown(answers: dict[str, list[dict[str, str]]]) -> None:
    assert SEPARATOR not in json.dumps(answers, ensure_ascii=False)
    chinese = next(each for each in answers["港务局"] if each["lang"] == "zh-hans")
    assert chinese["title"] == "灯塔重新点亮"
    assert "<mark>港务局</mark>周三宣布，北京大学" in chinese["excerpt"]


def test_only_pages_in_scripts_without_spaces_are_divided_into_letters() -> None:
    english = '<html lang="en"><article><p>東京</p></article></html>'.encode()
    assert by_letters(english) == english
    chinese = '<html lang="zh-Hans"><article><p title="港务">港务 1a局</p></article></html>'.encode()
    divided = f'<html lang="zh-Hans"><article><p title="港务">港{SEPARATOR}务 1a局</p></article></html>'.encode()
    assert by_letters(chinese) == divided
