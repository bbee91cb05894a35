"""A page that a browser saved "complete", and the folder of its pictures: which belongs to which, by their names."""

from __future__ import annotations

import re

FOLDER_ENDINGS = (
    "_files", ".files", "-Dateien", "_fichiers", "_archivos", "-archivos", "_arquivos", "_bestanden", "_file",
    "_filer", "-filer", "_ficheiros", "_tiedostot", "_pliki", "_soubory", "_elemei", "_dosyalar", "_datoteke", "_fails",
    "_failid", "_bylos", "_fajlovi", "_fitxategiak", "_fitxers",
)  # fmt: skip
"""What browsers add to a page's name for the folder of its pictures, in their languages (Windows "connected files")."""

_PAGE = re.compile(r"(?P<stem>.+)\.(?:x?html?|shtml|php|aspx?|xml)(?:\.gz)?", re.IGNORECASE)


def folder_names(page: str) -> tuple[str, ...]:
    """The names that the folder of a page named `page` may have, likeliest first; none where that is no page's name."""
    found = _PAGE.fullmatch(page)
    return tuple(found["stem"] + ending for ending in FOLDER_ENDINGS) if found else ()
