"""The press: Pelican, made ours.

`from backfile.press import Press; PELICAN_CLASS = Press` in a settings file has Pelican build with it.
"""

from __future__ import annotations

from backfile.press.build import build, read_settings_file
from backfile.press.press import Press
from backfile.press.report import BuildReport
from backfile.press.settings import site_from

__all__ = ["BuildReport", "Press", "build", "read_settings_file", "site_from"]
