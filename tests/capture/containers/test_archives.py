"""Archives of files: what is taken out of them, what belongs together, and what is refused."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from delivered import NOON, delivered, parcel
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.capture.capture import Capture
from backfile.capture.containers import archive
from backfile.capture.containers.containers import captures_in
from backfile.capture.web_archive import WebArchive
from backfile.errors import CaptureError

FERRY = {"day/Ferry.html": b"<p>The ferry sailed.</p>", "day/note.txt": b"A note on the ferry."}


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes], *others: tarfile.TarInfo) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for other in others:
            made.addfile(other)
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
    return out.getvalue()


def untouched(data: bytes) -> bytes:
    return data


ARCHIVES: list[Callable[[dict[str, bytes]], bytes]] = [
    zipped,
    tarred,
    lambda files: gzip.compress(tarred(files)),
    lambda files: bz2.compress(tarred(files)),
    lambda files: lzma.compress(tarred(files)),
]
every_archive = pytest.mark.parametrize("pack", ARCHIVES, ids=["zip", "tar", "tar.gz", "tar.bz2", "tar.xz"])


@every_archive
def test_every_file_in_an_archive_is_a_capture(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    captures, remarks, error = delivered(pack(FERRY), "drop.bin")
    assert [(c.name, c.data, c.captured_at) for c in captures] == [
        ("drop.bin/day/Ferry.html", FERRY["day/Ferry.html"], NOON),
        ("drop.bin/day/note.txt", FERRY["day/note.txt"], NOON),
    ]
    assert (remarks, error) == ([], "")


@every_archive
@pytest.mark.parametrize("folder_first", [True, False])
def test_a_saved_page_comes_with_the_files_of_its_folder(
    pack: Callable[[dict[str, bytes]], bytes], folder_first: bool
) -> None:
    pictures = {"day/Ferry_files/a.jpg": b"a", "day/Ferry_files/deep/frame.html": b"<p>An advertisement.</p>"}
    page = {"day/Ferry.html": b"<p>The ferry sailed.</p>"}
    files = {**pictures, **page} if folder_first else {**page, **pictures}
    captures, _, error = delivered(pack({"first.txt": b"one", **files, "last.txt": b"two"}), "x.zip")
    assert not error
    (ferry,) = (c for c in captures if c.name == "x.zip/day/Ferry.html")
    assert [(a.path, a.data) for a in ferry.attachments] == [
        ("Ferry_files/a.jpg", b"a"),
        ("Ferry_files/deep/frame.html", b"<p>An advertisement.</p>"),
    ]
    assert {c.name for c in captures} == {"x.zip/first.txt", "x.zip/day/Ferry.html", "x.zip/last.txt"}


@every_archive
def test_archives_within_archives_are_opened(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    captures, _, error = delivered(zipped({"inner.dat": pack(FERRY)}), "x.zip")
    assert [c.name for c in captures] == ["x.zip/inner.dat/day/Ferry.html", "x.zip/inner.dat/day/note.txt"]
    assert not error


def test_an_archive_four_deep_is_refused_and_its_neighbours_are_not() -> None:
    data = zipped({"core.txt": b"core"})
    for _ in range(3):
        data = zipped({"inner.zip": data, "note.txt": b"a note"})
    captures, _, error = delivered(data, "x.zip")
    assert [c.name.count("/") for c in captures] == [3, 2, 1]
    assert "x.zip/inner.zip/inner.zip/inner.zip: it lies 3 archives deep" in error


@every_archive
def test_hidden_files_are_left_alone_and_counted(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    files = {"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "deep/.hidden/b.txt": b"x", "a.txt": b"words"}
    captures, remarks, error = delivered(pack(files), "x.zip")
    assert [c.name for c in captures] == ["x.zip/a.txt"]
    assert [(r.name, r.text) for r in remarks] == [("x.zip", "3 hidden files in it were left alone")]
    assert not error


@every_archive
@pytest.mark.parametrize("name", ["../../escape.txt", "/etc/escape.txt", "C:/escape.txt", "a/../../escape.txt"])
def test_a_name_that_leads_out_is_refused_and_named(pack: Callable[[dict[str, bytes]], bytes], name: str) -> None:
    captures, _, error = delivered(pack({name: b"evil", "a.txt": b"words"}), "x.zip")
    assert [c.name for c in captures] == ["x.zip/a.txt"]
    assert f"{name} (its name leads out of the archive)" in error


def test_links_and_devices_in_a_tar_are_refused_and_named() -> None:
    link, hard, device = (tarfile.TarInfo(name) for name in ("link", "hard", "device"))
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    hard.type, hard.linkname = tarfile.LNKTYPE, "a.txt"
    device.type = tarfile.CHRTYPE
    captures, _, error = delivered(tarred({"a.txt": b"words"}, link, hard, device), "x.tar")
    assert [c.name for c in captures] == ["x.tar/a.txt"]
    assert "link (it is a link); hard (it is a link); device (it is a device)" in error


def test_links_in_a_zip_are_refused_and_named() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        info = zipfile.ZipInfo("link")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        made.writestr(info, "/etc/passwd")
        made.writestr("a.txt", "words")
    captures, _, error = delivered(out.getvalue(), "x.zip")
    assert [c.name for c in captures] == ["x.zip/a.txt"]
    assert "link (it is a link)" in error


def test_an_encrypted_zip_says_what_to_do() -> None:
    data = (Path(__file__).parents[2] / "fixtures/containers/encrypted.zip").read_bytes()
    captures, _, error = delivered(data, "x.zip")
    assert captures == []
    assert "secret.txt (it is encrypted; unpack the archive with its password)" in error


@pytest.mark.parametrize("share", [0.4, 0.6, 0.8])
def test_of_a_zip_that_was_cut_short_the_beginning_is_taken_in(share: float) -> None:
    files = {f"{n}.txt": f"Story number {n} of the ferry.".encode() for n in range(20)}
    whole = zipped(files)
    captures, _, error = delivered(whole[: int(len(whole) * share)], "x.zip")
    assert 2 < len(captures) <= 20
    assert all(c.data == files[c.name.removeprefix("x.zip/")] for c in captures)
    assert "its end is missing or damaged" in error


@pytest.mark.parametrize("pack", ARCHIVES[1:], ids=["tar", "tar.gz", "tar.bz2", "tar.xz"])
def test_of_a_tar_that_was_cut_short_the_beginning_is_taken_in(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    noise = random.Random(7).randbytes(2_000_000)
    files = {f"{n}.txt": noise[n * 100_000 : (n + 1) * 100_000] for n in range(20)}
    whole = pack(files)
    captures, _, error = delivered(whole[: len(whole) * 7 // 10], "x.tar")
    assert captures
    assert all(c.data == files[c.name.removeprefix("x.tar/")] for c in captures)
    assert "it is damaged" in error


def test_one_damaged_file_in_a_zip_stops_no_other() -> None:
    data = bytearray(zipped({"a.txt": b"first " * 50, "b.txt": b"second", "c.txt": b"third"}))
    data[45] ^= 0xFF
    captures, _, error = delivered(bytes(data), "x.zip")
    assert [c.name for c in captures] == ["x.zip/b.txt", "x.zip/c.txt"]
    assert "a.txt (it is damaged)" in error


@pytest.mark.parametrize("pack", [zipped, ARCHIVES[2]], ids=["zip", "tar.gz"])
def test_a_bomb_is_refused_before_anything_of_it_is_kept(
    pack: Callable[[dict[str, bytes]], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "ALWAYS_ALLOWED", 100_000)
    captures, _, error = delivered(pack({"a.txt": b"words", "zeros": bytes(3_000_000)}), "x.zip")
    assert captures == []
    assert "it would grow to more than" in error


def test_a_bomb_within_an_archive_has_its_share_of_the_outer_ones_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "ALWAYS_ALLOWED", 100_000)
    bomb = zipped({"zeros": bytes(3_000_000)})
    captures, _, error = delivered(zipped({"a.txt": b"words", "inner.zip": bomb}), "x.zip")
    assert [c.name for c in captures] == ["x.zip/a.txt"]
    assert "x.zip/inner.zip: it would grow to more than" in error


def test_what_archives_in_an_archive_grow_to_is_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "ALWAYS_ALLOWED", 100_000)
    inner = zipped({"zeros": bytes(90_000)})
    noise = random.Random(7).randbytes(400)
    captures, _, error = delivered(zipped({"noise.txt": noise, "inner.zip": inner}), "x.zip")
    assert [c.name for c in captures] == ["x.zip/noise.txt"]
    assert "x.zip/inner.zip: it would grow to more than" in error


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    captures, _, error = delivered(zipped({f"{n}.txt": b"words" for n in range(5)}), "x.zip")
    assert captures == []
    assert "it holds more than 3 files" in error


@pytest.mark.parametrize("first", ["[Content_Types].xml", "mimetype"])
def test_office_documents_are_no_archives_of_files(first: str) -> None:
    (capture,) = captures_in(parcel(zipped({first: b"x", "word/document.xml": b"<w/>"}), "letter.docx"))
    assert isinstance(capture, Capture)
    assert capture.name == "letter.docx"


def test_a_page_whose_pictures_were_cut_off_is_taken_in_with_those_that_came() -> None:
    noise = random.Random(7).randbytes(20_000)
    whole = tarred({"Ferry.html": b"<p>It sailed.</p>", "Ferry_files/a.jpg": b"a", "Ferry_files/b.jpg": noise})
    captures, _, error = delivered(whole[:10_000], "x.tar")
    assert [(c.name, [a.path for a in c.attachments]) for c in captures] == [
        ("x.tar/Ferry.html", ["Ferry_files/a.jpg"])
    ]
    assert "Ferry_files/b.jpg (it is damaged)" in error


def test_names_of_windows_are_read() -> None:
    captures, _, _ = delivered(zipped({"day\\Ferry.txt": b"words"}), "x.zip")
    assert captures[0].name == "x.zip/day/Ferry.txt"


def test_a_name_in_utf_8_that_does_not_say_so_is_read_all_the_same() -> None:
    data = zipped({"Fähre.txt": b"words"})
    unsaid = data.replace(b"PK\3\4\x14\0\0\x08", b"PK\3\4\x14\0\0\0").replace(b"\x14\0\0\x08\x08", b"\x14\0\0\0\x08")
    assert unsaid != data
    captures, _, _ = delivered(unsaid, "x.zip")
    assert captures[0].name == "x.zip/Fähre.txt"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([0, 1, 2, 3, 4]), st.binary(max_size=300), st.integers(0, 400), st.integers(0, 60))
def test_whatever_is_behind_an_archives_magic_only_a_capture_error_comes_of_it(
    which: int, noise: bytes, at: int, length: int
) -> None:
    whole = ARCHIVES[which](FERRY)
    broken = whole[:at] + noise + whole[at + length :]
    captures, _, _ = delivered(broken)
    assert all(isinstance(c.data, bytes) for c in captures)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0"]), st.binary(max_size=400)
)
def test_arbitrary_bytes_behind_a_magic_give_a_capture_or_a_capture_error(magic: bytes, noise: bytes) -> None:
    try:
        things = list(captures_in(parcel(magic + noise)))
    except CaptureError:
        return
    assert all(isinstance(thing, Capture) for thing in things)


def test_a_name_of_several_lines_is_told_in_one() -> None:
    _, _, error = delivered(zipped({"a\nb.txt": b"A note."}), "box.zip")
    assert "a\\nb.txt (its name holds control characters)" in error
    assert "\n" not in error


def test_an_archive_whose_end_is_missing_says_so_and_what_to_do() -> None:
    captures, _, error = delivered(zipped(FERRY)[:-40], "box.zip")
    assert len(captures) == 2
    assert error == (
        "box.zip: its end is missing or damaged; what comes before is taken in. Get it again from where it came"
    )


def test_of_a_web_archive_whose_end_is_missing_its_pages_are_read_and_its_lists_left_alone() -> None:
    whole = (Path(__file__).parents[2] / "fixtures/warc/browsertrix.wacz").read_bytes()
    found, error = [], ""
    try:
        found += captures_in(parcel(whole[:-100], "crawl.wacz"))
    except CaptureError as damage:
        error = str(damage)
    assert [(type(thing), thing.name) for thing in found] == [(WebArchive, "crawl.wacz/archive/browsertrix.warc.gz")]
    assert "its end is missing" in error


def test_an_archive_of_which_nothing_can_be_read_says_so() -> None:
    _, _, error = delivered(b"PK\x03\x04" + b"noise" * 100, "box.zip")
    assert error.startswith("box.zip: its end is missing or damaged; nothing in it can be read.")
