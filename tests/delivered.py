"""Parcels for the tests of containers, and what comes out of them."""

from __future__ import annotations

from io import BytesIO

from backfile.capture.capture import Capture
from backfile.capture.containers.containers import captures_in
from backfile.capture.parcel import Parcel
from backfile.errors import CaptureError
from backfile.report import Remark

NOON = "2026-01-31T12:00:00Z"


def parcel(data: bytes, name: str = "delivery") -> Parcel:
    return Parcel(BytesIO(data), name, len(data), NOON)


def delivered(data: bytes, name: str = "delivery") -> tuple[list[Capture], list[Remark], str]:
    """The captures and remarks that a file gives, and what its error says; empty where it gives none."""
    captures: list[Capture] = []
    remarks: list[Remark] = []
    try:
        for thing in captures_in(parcel(data, name)):
            (captures if isinstance(thing, Capture) else remarks).append(thing)  # type: ignore[arg-type]
    except CaptureError as error:
        return captures, remarks, str(error)
    return captures, remarks, ""
