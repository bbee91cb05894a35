"""The press's own signal, beside Pelican's."""

from __future__ import annotations

from blinker import Signal

structured_data = Signal(
    "Asks for the JSON-LD of an article. Sender: the Edition; `article`, `entry`, and `pictures`, the names of those "
    "in media/ that its page shows; answer: Markup."
)

indexed_text = Signal("Asks for the digest of what search takes notice of on a page. `page`: its bytes; answer: bytes.")
