"""The press's own signals, beside Pelican's."""

from __future__ import annotations

from blinker import Signal

structured_data = Signal(
    "Asks for the JSON-LD of an article. Sender: the Edition; `article`, `entry`, and `pictures`, the names of those "
    "in media/ that its page shows; answer: Markup."
)

cited = Signal(
    "Asks how an article is cited. Sender: the Edition; `article`, and `entry`; answer: a CitationView. What it says "
    "may depend on nothing but the article, the full name of its outlet, and what every page knows of the site."
)

indexed_text = Signal("Asks for the digest of what search takes notice of on a page. `page`: its bytes; answer: bytes.")
