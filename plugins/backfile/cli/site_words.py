"""What a site adds to the vocabularies, for the commands that read captures."""

from __future__ import annotations

from backfile.folders import Folders
from backfile.site import Site
from backfile.vocab import SiteWords
from backfile.vocab.answers import read_answers


def site_words(folders: Folders, site: Site) -> SiteWords:
    """The outlets of a site's settings and the answers of its editors.

    Raises:
        SettingError: its `vocabulary.csv` cannot be understood.
    """
    return SiteWords(tuple(site.outlets.values()), read_answers(folders.root))
