"""Provenance: how an article came out of its capture, kept where its page can be made from it.

The captures' metadata records say all of it, and `intake/provenance.py` gathers it from there. What makes pages reads
no captures; so it is kept in one file of `.cache/`, which is made anew where it is lost.
"""

from __future__ import annotations

from backfile.provenance.kept import (
    FILE_NAME,
    KeptProvenance,
    ProvenanceWriter,
    is_current,
    key_of,
    provenance_in,
    sizes_of,
)
from backfile.provenance.provenance import BODY, Provenance, edited_fields, field_digests, halves

__all__ = [
    "BODY",
    "FILE_NAME",
    "KeptProvenance",
    "Provenance",
    "ProvenanceWriter",
    "edited_fields",
    "field_digests",
    "halves",
    "is_current",
    "key_of",
    "provenance_in",
    "sizes_of",
]
