"""The settings of the published site: those of pelicanconf.py, and where it will be."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403  # its settings are this site's too

SITEURL = ""
INDEXING = False
