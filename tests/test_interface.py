"""Interface words: English in the code, every other language whole, and each site in its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from built_sites import REPOSITORY, backfile, new_site

from backfile.interface import gettext, languages, ngettext, template_words


def test_every_catalogue_holds_a_translation_of_every_word_that_is_said() -> None:
    done = subprocess.run(
        [sys.executable, "bench/make_interface_words.py", "--check"], cwd=REPOSITORY, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_german_has_a_catalogue() -> None:
    assert "de" in languages()


def test_a_language_without_a_catalogue_is_spoken_to_in_english() -> None:
    assert gettext("fo", "Undated") == "Undated"


def test_a_word_that_no_catalogue_has_stays_as_it_is() -> None:
    assert gettext("de", "<a word of nobody>") == "<a word of nobody>"


@pytest.mark.parametrize(
    ("lang", "number", "text"),
    [
        ("en", 1, "1 article"),
        ("en", 19043, "19,043 articles"),
        ("de", 1, "1 Artikel"),
        ("de-AT", 19043, "19.043 Artikel"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(lang: str, number: int, text: str) -> None:
    said = ngettext(lang, "%(num)s article", "%(num)s articles", number)
    assert said.replace("\N{NO-BREAK SPACE}", " ").replace("19 043", "19.043") == text


def test_templates_speak_the_language_of_their_site() -> None:
    assert template_words("de")["_"]("Search") == "Suchen"


def test_a_german_site_says_nothing_in_english(tmp_path: Path) -> None:
    folder = new_site(tmp_path / "site")
    shutil.copytree(REPOSITORY / "samples", folder / "samples")
    settings = folder / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8").replace('DEFAULT_LANG = "en"', 'DEFAULT_LANG = "de"'), "utf-8")
    done = backfile(folder, "build", "--no-search")
    assert done.returncode == 0, done.stderr
    front = (folder / "output" / "index.html").read_text("utf-8")
    assert '<html lang="de" dir="ltr">' in front
    english = [word for word in ("Search", "Latest", "articles", "Regions", "Outlets", "Back to top") if word in front]
    assert english == []
