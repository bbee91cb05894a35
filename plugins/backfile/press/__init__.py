"""The press: Pelican, made ours.

`from backfile.press import Press; PELICAN_CLASS = Press` in a settings file has Pelican build with it.
"""

from __future__ import annotations

from backfile.press.build import build, read_settings_file
from backfile.press.job import Way
from backfile.press.plugins import quiet_feed_warning
from backfile.press.press import Press
from backfile.press.report import BuildReport
from backfile.press.settings import site_from

quiet_feed_warning()

__all__ = ["BuildReport", "Press", "Way", "build", "read_settings_file", "site_from"]
