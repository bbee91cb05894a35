"""The press's own signal, beside Pelican's."""

from __future__ import annotations

from blinker import Signal

structured_data = Signal("Asks for the JSON-LD of an article. Sender: the Edition; `article`, `entry`; answer: Markup.")
