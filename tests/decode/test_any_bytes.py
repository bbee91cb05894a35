"""Every format and every container reads arbitrary bytes, or says what is wrong with them: never anything else."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from beginnings import BEGINNINGS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backfile.capture.capture import ENTRY, Capture, sha256
from backfile.capture.containers.containers import CONTAINERS, Container, captures_in
from backfile.capture.parcel import Parcel
from backfile.decode.decode import BINARY_FORMATS, TEXT_FORMATS, BinaryFormat, TextFormat, decode
from backfile.decode.document import Document
from backfile.errors import CaptureError

LONG = {name: data for name, data in BEGINNINGS.items() if len(data) > 4}
ANYTHING = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=200).map(str.encode),
    st.text("<>/=\"'{}[],:;&#a1 \n-", max_size=200).map(str.encode),
)
BEHIND_A_BEGINNING = st.tuples(st.sampled_from(list(BEGINNINGS.values())), ANYTHING).map(b"".join)
quietly = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def parcel(data: bytes) -> Parcel:
    return Parcel(io.BytesIO(data), "thing.bin", len(data), "2026-01-31T12:00:00Z")


def capture(data: bytes) -> Capture:
    return Capture(data, sha256(data), name="thing.bin")


def is_read_or_refused(data: bytes) -> None:
    """As a file that arrived: all that is in it, and the Document of each capture; web archives are read elsewhere."""
    with suppress(CaptureError):
        for found in captures_in(parcel(data)):
            if isinstance(found, Capture):
                with suppress(CaptureError):
                    assert isinstance(decode(found), Document)


@pytest.mark.parametrize("beginning", BEGINNINGS.values(), ids=BEGINNINGS)
@quietly
@given(rest=ANYTHING)
def test_any_bytes_behind_any_beginning_are_read_or_refused(beginning: bytes, rest: bytes) -> None:
    is_read_or_refused(beginning + rest)


@pytest.mark.parametrize("beginning", LONG.values(), ids=LONG)
@quietly
@given(place=st.integers(0, 2000), cut=st.integers(0, 8), put=st.binary(max_size=8))
def test_a_damaged_beginning_is_read_or_refused(beginning: bytes, place: int, cut: int, put: bytes) -> None:
    place %= len(beginning)
    is_read_or_refused(beginning[:place] + put + beginning[place + cut :])


@pytest.mark.parametrize("form", BINARY_FORMATS, ids=lambda form: form.name)
@quietly
@given(data=BEHIND_A_BEGINNING)
def test_each_binary_format_gives_a_document_or_a_reason(form: BinaryFormat, data: bytes) -> None:
    if form.is_it(data):
        with suppress(CaptureError):
            assert isinstance(form.decode(capture(data)), Document)


@pytest.mark.parametrize("form", TEXT_FORMATS, ids=lambda form: form.name)
@quietly
@given(data=st.one_of(BEHIND_A_BEGINNING.map(lambda data: data.decode("utf-8", "replace")), st.text(max_size=200)))
def test_each_text_format_gives_a_document_or_a_reason(form: TextFormat, data: str) -> None:
    if form.is_it(data):
        with suppress(CaptureError):
            assert isinstance(form.decode(data, capture(data.encode("utf-8", "replace"))), Document)


@pytest.mark.parametrize("container", CONTAINERS, ids=lambda container: container.name)
@quietly
@given(data=BEHIND_A_BEGINNING)
def test_each_container_gives_what_it_holds_or_a_reason(container: Container, data: bytes) -> None:
    if container.is_it(parcel(data)):
        with suppress(CaptureError):
            list(container.opened(parcel(data)))


@quietly
@given(data=ANYTHING, frame=ANYTHING)
def test_an_entry_in_any_frame_is_read_or_refused(data: bytes, frame: bytes) -> None:
    with suppress(CaptureError):
        decode(Capture(data, sha256(data), name="feed.xml#1", frame=frame[:100] + ENTRY + frame[100:]))


@pytest.mark.parametrize("container", CONTAINERS, ids=lambda container: container.name)
def test_every_container_knows_one_of_the_beginnings(container: Container) -> None:
    assert any(container.is_it(parcel(data)) for data in BEGINNINGS.values())


@pytest.mark.parametrize("form", BINARY_FORMATS, ids=lambda form: form.name)
def test_every_binary_format_knows_one_of_the_beginnings(form: BinaryFormat) -> None:
    assert any(form.is_it(data) for data in BEGINNINGS.values())


@pytest.mark.parametrize("form", TEXT_FORMATS, ids=lambda form: form.name)
def test_every_text_format_knows_one_of_the_beginnings(form: TextFormat) -> None:
    assert any(form.is_it(data.decode("utf-8", "replace")) for data in BEGINNINGS.values())
