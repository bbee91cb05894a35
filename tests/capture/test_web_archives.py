"""Web archives: their records are kept as they came, one after the other, and every page in them is a capture."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from backfile.capture import growing as growing_module
from backfile.capture import keeping as keeping_module
from backfile.capture.capture import Capture, sha256
from backfile.capture.keeping import KeptArchive
from backfile.capture.members import members
from backfile.capture.metadata_record import MetadataRecord
from backfile.capture.parcel import Parcel
from backfile.capture.pictures import picture_name
from backfile.capture.store import Store
from backfile.capture.web_archive import is_wacz, is_warc, web_archive
from backfile.errors import CaptureError, StoreError

FIXTURES = Path(__file__).parent.parent / "fixtures" / "warc"
SITE = FIXTURES / "site"
HOST = "http://lakenews.example"
FERRY = (SITE / "2024/05/03/ferry-rudder/index.html").read_bytes()
SCHOOL = (SITE / "2024/05/04/school-roof/index.html").read_bytes()
ALL = ("wget.warc.gz", "wget-again.warc.gz", "heritrix.warc.gz", "wget-plain.warc", "whole.warc.gz", "browsertrix.wacz")
RECORDS = ("wget.warc.gz", "wget-again.warc.gz", "heritrix.warc.gz")


def keep(store: Store, file: Path | bytes, name: str = "", *, refer: bool = False) -> KeptArchive:
    data = file if isinstance(file, bytes) else file.read_bytes()
    path = file if isinstance(file, Path) and refer else None
    parcel = Parcel(BytesIO(data), name or getattr(file, "name", "archive"), len(data), "")
    assert is_warc(parcel) or is_wacz(parcel)
    return store.keep_archive(web_archive(parcel), path)


def kept_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("*.warc.gz")))


def plain_bytes(data: bytes) -> bytes:
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def record_ids(file: BinaryIO) -> list[str]:
    return [record.rec_headers.get_header("WARC-Record-ID") for record in ArchiveIterator(file, no_record_parse=True)]


def all_captures(store: Store) -> list[Capture]:
    return [store.get(digest) for digest in store.digests()]


def rows(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "backfile.index") as database:
        return [line for line in database.iterdump() if line.startswith("INSERT")]


# ---- kept as they came


@pytest.mark.parametrize("name", RECORDS)
def test_the_members_of_an_archive_are_copied_byte_for_byte(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path) as store:
        keep(store, FIXTURES / name)
    assert (FIXTURES / name).read_bytes() in kept_bytes(tmp_path)


@pytest.mark.parametrize("name", ["wget-plain.warc", "whole.warc.gz"])
def test_records_that_are_no_members_become_members_with_the_same_bytes(tmp_path: Path, name: str) -> None:
    source = (FIXTURES / name).read_bytes()
    with Store.open(tmp_path) as store:
        kept = keep(store, source, name)
    ids = record_ids(BytesIO(plain_bytes(source)))
    with next(tmp_path.glob("*.warc.gz")).open("rb") as file:
        assert [record_id for record_id in record_ids(file) if record_id in ids] == ids
    assert plain_bytes(source) in plain_bytes(kept_bytes(tmp_path))
    assert kept.records == len(ids)


def test_the_records_of_a_wacz_are_copied_byte_for_byte_and_its_other_files_lie_beside(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        kept = keep(store, FIXTURES / "browsertrix.wacz")
    with zipfile.ZipFile(FIXTURES / "browsertrix.wacz") as package:
        assert package.read("archive/browsertrix.warc.gz") in kept_bytes(tmp_path)
        everything = plain_bytes(kept_bytes(tmp_path))
        for name in ("pages/pages.jsonl", "datapackage.json", "indexes/index.cdx.gz"):
            assert package.read(name) in everything
    assert kept.records == 13


def test_a_wacz_whose_archive_was_compressed_again_is_read(tmp_path: Path) -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("datapackage.json", "{}")
        package.write(FIXTURES / "heritrix.warc.gz", "archive/data.warc.gz")
    with Store.open(tmp_path) as store:
        keep(store, data.getvalue())
    assert (FIXTURES / "heritrix.warc.gz").read_bytes() in kept_bytes(tmp_path)


def test_an_archive_that_comes_again_adds_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        keep(store, FIXTURES / "wget.warc.gz")
        store.sync()
        before = kept_bytes(tmp_path)
        assert keep(store, FIXTURES / "wget.warc.gz", "renamed.warc.gz").held
    assert kept_bytes(tmp_path) == before


def test_an_archive_goes_on_in_the_next_file_where_one_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing_module, "LARGEST_FILE", 4_000)
    with Store.open(tmp_path) as store:
        kept = keep(store, FIXTURES / "wget.warc.gz")
        captures = all_captures(store)
        store.keep(Capture(b"one", sha256(b"one"), "one.txt"))
    files = sorted(tmp_path.glob("*.warc.gz"))
    assert len(files) > 3
    sources = [i for file in files for i in record_ids(file.open("rb"))]
    ids = record_ids((FIXTURES / "wget.warc.gz").open("rb"))
    assert [record_id for record_id in sources if record_id in ids] == ids
    before = rows(tmp_path)
    (tmp_path / "backfile.index").unlink()
    with Store.open(tmp_path) as store:
        assert all_captures(store)[: len(kept.pages)] == captures
        assert store.get(sha256(b"one")).data == b"one"
        assert keep(store, FIXTURES / "wget.warc.gz").held
    assert [row for row in rows(tmp_path) if '"warc"' not in row] == [row for row in before if '"warc"' not in row]


@pytest.mark.parametrize("name", ALL)
def test_the_index_is_made_again_from_the_warc_files(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path) as store:
        keep(store, FIXTURES / name)
        captures = all_captures(store)
        revisits = [store.revisits(capture.digest) for capture in captures]
    before = rows(tmp_path)
    (tmp_path / "backfile.index").unlink()
    with Store.open(tmp_path) as store:
        assert all_captures(store) == captures
        assert [store.revisits(capture.digest) for capture in captures] == revisits
        assert store.repairs == ()
    assert sorted(rows(tmp_path)) == sorted(before)


def test_what_an_interrupted_run_kept_is_not_kept_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = FIXTURES / "wget.warc.gz"
    real = keeping_module.members

    def dying(file: BinaryIO, start: int, size: int) -> Iterator[object]:
        for number, member in enumerate(real(file, start, size)):
            if number == 11:
                raise KeyboardInterrupt
            yield member

    def interrupted() -> None:
        with Store.open(tmp_path) as store:
            keep(store, source)

    with monkeypatch.context() as patch:
        patch.setattr(keeping_module, "members", dying)
        with pytest.raises(KeyboardInterrupt):
            interrupted()
    with Store.open(tmp_path) as store:
        kept = keep(store, source)
        assert len(list(store.digests())) == 6
    ids = record_ids(source.open("rb"))
    with next(tmp_path.glob("*.warc.gz")).open("rb") as file:
        assert [record_id for record_id in record_ids(file) if record_id in ids] == ids
    assert kept.records == len(ids) - 11


def test_a_process_that_died_within_an_archive_leaves_a_store_that_goes_on(tmp_path: Path) -> None:
    source = (FIXTURES / "wget.warc.gz").read_bytes()
    with Store.open(tmp_path) as store:
        keep(store, source)
    warc = tmp_path / "backfile-00001.warc.gz"
    data = warc.read_bytes()
    warc.write_bytes(data[: data.index(source) + len(source) * 2 // 3])
    with Store.open(tmp_path) as store:
        assert len(store.repairs) == 1
        store.keep(Capture(b"one", sha256(b"one"), "one.txt"))
        kept = keep(store, source)
        assert 0 < kept.records < 32
    (tmp_path / "backfile.index").unlink()
    with Store.open(tmp_path) as store:
        assert store.get(sha256(b"one")).name == "one.txt"
        assert len(list(store.digests())) == 7


def test_what_an_archive_says_of_itself_makes_none_of_its_records_our_own(tmp_path: Path) -> None:
    with Store.open(tmp_path / "theirs") as store:
        store.keep(Capture(FERRY, sha256(FERRY), "ferry.html", target_uri="https://lakenews.example/a"))
        store.append_metadata(MetadataRecord(sha256(FERRY), 1, "2024/forged", sha256(b"forged")))
        keep(store, FIXTURES / "heritrix.warc.gz")
    (theirs,) = (tmp_path / "theirs").glob("*.warc.gz")
    for _ in range(2):
        with Store.open(tmp_path / "ours") as store:
            keep(store, theirs)
            store.keep(Capture(b"one", sha256(b"one"), "one.txt"))
            assert store.metadata(sha256(FERRY)) is None
            assert not store.holds_path("2024/forged")
            assert not store.get(sha256(b"one")).crawled
            assert store.get(sha256(FERRY)).crawled
        (tmp_path / "ours" / "backfile.index").unlink()


# ---- pages


def test_a_page_keeps_its_record_its_address_and_its_time(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        keep(store, FIXTURES / "heritrix.warc.gz")
        ferry = store.get(sha256(FERRY))
    assert ferry.data == FERRY
    assert ferry.target_uri == f"{HOST}/2024/05/03/ferry-rudder/"
    assert ferry.captured_at == "2024-05-06T10:11:13Z"
    assert ferry.record_id in record_ids((FIXTURES / "heritrix.warc.gz").open("rb"))
    assert ferry.media_type == "text/html; charset=utf-8"
    assert ferry.name == "heritrix.warc.gz#5"
    assert ferry.crawled


@pytest.mark.parametrize("name", ["wget-plain.warc", "whole.warc.gz", "heritrix.warc.gz", "wget.warc.gz"])
def test_a_page_is_the_same_capture_however_it_came(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path) as store:
        keep(store, FIXTURES / name)
        assert store.get(sha256(SCHOOL)).data == SCHOOL


def test_only_successful_answers_with_html_are_captures(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        keep(store, FIXTURES / "wget.warc.gz")
        addresses = {capture.target_uri.removeprefix(HOST) for capture in all_captures(store)}
    assert addresses == {
        "/", "/region/", "/tag/ferry/", "/imprint/", "/2024/05/03/ferry-rudder/", "/2024/05/04/school-roof/",
    }  # fmt: skip


def test_a_time_that_is_none_is_left_out(tmp_path: Path) -> None:
    data = plain_bytes((FIXTURES / "wget-plain.warc").read_bytes()).replace(b"WARC-Date: 20", b"WARC-Date: 99920")
    with Store.open(tmp_path) as store:
        keep(store, data)
        assert store.get(sha256(SCHOOL)).captured_at == ""


@pytest.mark.parametrize(("name", "picture"), [("wget.warc.gz", "1280"), ("heritrix.warc.gz", "640")])
def test_a_page_has_the_largest_of_the_pictures_that_were_captured(tmp_path: Path, name: str, picture: str) -> None:
    with Store.open(tmp_path) as store:
        keep(store, FIXTURES / name)
        brought = {a.path: a.data for a in store.get(sha256(FERRY)).attachments}
        outlined = store.get(sha256(FERRY), outlined=True).attachments
        assert [picture_name(a) for a in outlined] == [picture_name(a) for a in store.get(sha256(FERRY)).attachments]
    assert brought["/media/pier-640.png"] == (SITE / f"media/pier-{picture}.png").read_bytes()
    assert all(attachment.data == b"" for attachment in outlined)


def test_a_picture_that_was_fetched_a_year_later_is_not_the_pages(tmp_path: Path) -> None:
    data = gzip.decompress((FIXTURES / "heritrix.warc.gz").read_bytes())
    later = data.replace(b"WARC-Date: 2024-05-06T10:11:15Z", b"WARC-Date: 2025-05-06T10:11:15Z")
    with Store.open(tmp_path) as store:
        keep(store, later)
        assert store.get(sha256(FERRY)).attachments == ()


def test_a_page_that_its_crawler_cut_short_is_not_passed_off_as_whole(tmp_path: Path) -> None:
    data = (FIXTURES / "wget-plain.warc").read_bytes()
    cut = data.replace(b"WARC-Type: response\r\n", b"WARC-Type: response\r\nWARC-Truncated: length\r\n")
    with Store.open(tmp_path) as store:
        keep(store, cut)
        assert store.get(sha256(SCHOOL)).notes == (("status", "truncated"),)


# ---- revisits


def test_a_revisit_is_noted_with_the_page_that_it_repeats(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        keep(store, FIXTURES / "heritrix.warc.gz")
        (revisit,) = store.revisits(sha256(FERRY))
        assert store.revisits(sha256(SCHOOL)) == []
    assert (revisit.uri, revisit.date) == (f"{HOST}/2024/05/03/ferry-rudder/?from=front", "2024-05-06T11:00:00Z")


@pytest.mark.parametrize("order", [("wget.warc.gz", "wget-again.warc.gz"), ("wget-again.warc.gz", "wget.warc.gz")])
def test_a_second_crawl_adds_revisits_and_no_pages(tmp_path: Path, order: tuple[str, ...]) -> None:
    with Store.open(tmp_path) as store:
        pages = [len(keep(store, FIXTURES / name).pages) for name in order]
        assert sorted(pages) == [0, 6]
        assert [revisit.uri for revisit in store.revisits(sha256(SCHOOL))] == [f"{HOST}/2024/05/04/school-roof/"]


def test_a_response_with_the_bytes_of_another_is_a_revisit_of_it(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        keep(store, FIXTURES / "wget.warc.gz")
        kept = keep(store, FIXTURES / "heritrix.warc.gz")
        assert kept.pages == []
        assert len(store.revisits(sha256(FERRY))) == 3
        assert store.get(sha256(FERRY)).name.startswith("wget.warc.gz#")


# ---- referred to


@pytest.mark.parametrize("name", ["heritrix.warc.gz", "wget-plain.warc", "browsertrix.wacz"])
def test_an_archive_that_is_referred_to_is_read_where_it_lies(tmp_path: Path, name: str) -> None:
    there = shutil.copy(FIXTURES / name, tmp_path / name)
    with Store.open(tmp_path / "copied") as store:
        keep(store, FIXTURES / name)
        copied = all_captures(store)
    with Store.open(tmp_path / "referred") as store:
        keep(store, there, refer=True)
        assert all_captures(store) == copied
        assert len(kept_bytes(tmp_path / "referred")) < 2_000
    (tmp_path / "referred" / "backfile.index").unlink()
    with Store.open(tmp_path / "referred") as store:
        assert all_captures(store) == copied
        assert store.repairs == ()
        assert keep(store, there, refer=True).held


def test_an_archive_that_was_moved_is_named_until_it_is_back(tmp_path: Path) -> None:
    there = shutil.copy(FIXTURES / "heritrix.warc.gz", tmp_path / "h.warc.gz")
    with Store.open(tmp_path / "captures") as store:
        keep(store, there, refer=True)
    there.rename(tmp_path / "elsewhere")
    for _ in range(2):
        with Store.open(tmp_path / "captures") as store:
            assert store.repairs[0].startswith(f"{there}: it is gone since it was taken in")
            with pytest.raises(StoreError, match=r"h\.warc\.gz|no such capture"):
                store.get(sha256(FERRY))
        (tmp_path / "captures" / "backfile.index").unlink()
    (tmp_path / "elsewhere").rename(there)
    with Store.open(tmp_path / "captures") as store:
        assert store.repairs == ()
        assert store.get(sha256(FERRY)).data == FERRY


def test_an_archive_that_was_changed_is_named(tmp_path: Path) -> None:
    there = shutil.copy(FIXTURES / "heritrix.warc.gz", tmp_path / "h.warc.gz")
    with Store.open(tmp_path / "captures") as store:
        keep(store, there, refer=True)
    size = there.stat().st_size
    there.write_bytes(bytes(size + 1))
    with Store.open(tmp_path / "captures") as store:
        assert store.repairs[0].startswith(f"{there}: it has changed")
    there.write_bytes(bytes(size))
    with Store.open(tmp_path / "captures") as store, pytest.raises(StoreError, match=r"h\.warc\.gz"):
        store.get(sha256(FERRY))
    (tmp_path / "captures" / "backfile.index").unlink()
    with Store.open(tmp_path / "captures") as store:
        assert store.repairs[0].startswith(f"{there}: it has changed")


def test_records_that_lie_compressed_together_cannot_be_referred_to(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, pytest.raises(CaptureError, match="one by one"):
        keep(store, FIXTURES / "whole.warc.gz", refer=True)


# ---- damage


@pytest.mark.parametrize("name", ["wget.warc.gz", "wget-plain.warc", "whole.warc.gz"])
def test_an_archive_that_ends_within_a_record_gives_all_whole_ones(tmp_path: Path, name: str) -> None:
    data = (FIXTURES / name).read_bytes()[:-150]
    with Store.open(tmp_path) as store:
        kept = keep(store, data, name)
        (problem,) = kept.problems
        assert store.get(sha256(SCHOOL)).data == SCHOOL
    whole = [found for found in members(BytesIO(data), 0, len(data)) if hasattr(found, "headers")]
    assert kept.records == len(whole) > 5
    assert f"to {len(data)} are no whole record" in problem.problem
    assert problem.digest.startswith("sha256:")


def test_a_member_that_is_damaged_in_the_middle_costs_only_its_own_record(tmp_path: Path) -> None:
    data = bytearray((FIXTURES / "wget.warc.gz").read_bytes())
    second, third = [found.end for found in members(BytesIO(data), 0, len(data))][1:3]
    data[second + 100 : second + 140] = bytes(40)
    with Store.open(tmp_path) as store:
        kept = keep(store, bytes(data))
        (problem,) = kept.problems
    assert kept.records == 31
    assert problem.problem.startswith(f"bytes {second} to {third} are no whole record")
    assert bytes(data[second:third]) in plain_bytes(kept_bytes(tmp_path))
    (tmp_path / "backfile.index").unlink()
    with Store.open(tmp_path) as store:
        assert store.repairs == ()
        assert keep(store, bytes(data)).held


def test_a_record_whose_length_is_wrong_costs_only_itself(tmp_path: Path) -> None:
    data = (FIXTURES / "wget-plain.warc").read_bytes()
    at = data.index(b"Content-Length: ", data.index(b"WARC-Type: request"))
    wrong = data[:at] + b"Content-Length: 7\r\nOld-" + data[at:]
    with Store.open(tmp_path) as store:
        kept = keep(store, wrong)
        assert store.get(sha256(SCHOOL)).data == SCHOOL
    assert (kept.records, len(kept.problems)) == (9, 1)


def test_a_page_whose_coding_is_damaged_is_named_and_kept(tmp_path: Path) -> None:
    data = gzip.decompress((FIXTURES / "heritrix.warc.gz").read_bytes())
    at = data.index(b"Content-Encoding: br\r\n\r\n")
    broken = data[: at + 60] + bytes(30) + data[at + 90 :]
    with Store.open(tmp_path) as store:
        kept = keep(store, broken, "h.warc")
        (problem,) = kept.problems
    assert problem.name == "h.warc#5"
    assert f"{HOST}/2024/05/03/ferry-rudder/ cannot be read: its" in problem.problem
    assert kept.records == 12


# ---- hostile, and large


@settings(max_examples=25)
@given(
    st.binary(max_size=600), st.sampled_from([b"WARC/1.0\r\n", b"WARC/1.1\r\nWARC-Type: response\r\n", b"WARC/1.9\n"])
)
def test_any_bytes_that_begin_like_an_archive_are_kept(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, magic: bytes
) -> None:
    for data in (magic + noise, gzip.compress(magic + noise)):
        folder = tmp_path_factory.mktemp("captures")
        with Store.open(folder) as store:
            kept = keep(store, data)
        assert kept.records or kept.problems
        with Store.open(folder) as store:
            assert store.repairs == ()
        shutil.rmtree(folder)


@settings(max_examples=30)
@given(st.sampled_from(ALL), st.data())
def test_an_archive_damaged_anywhere_is_kept(
    tmp_path_factory: pytest.TempPathFactory, name: str, draw: st.DataObject
) -> None:
    data = bytearray((FIXTURES / name).read_bytes())
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(10, len(data) - 1))
        data[at : at + draw.draw(st.integers(0, 40))] = draw.draw(st.binary(max_size=40))
    parcel = Parcel(BytesIO(data), "a", len(data), "")
    if not (is_warc(parcel) or is_wacz(parcel)):
        return
    folder = tmp_path_factory.mktemp("captures")
    with Store.open(folder) as store:
        with suppress(CaptureError):
            store.keep_archive(web_archive(parcel))
        all_captures(store)
    (folder / "backfile.index").unlink()
    with Store.open(folder) as store:
        all_captures(store)
        assert store.repairs == ()
    shutil.rmtree(folder)


def test_false_heads_cost_no_more_than_a_look() -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900000\r\n\r\n"
    data = head * 20_000
    file = BytesIO(data)
    read, real = [0], file.read

    def counting(length: int = -1) -> bytes:
        got = real(length)
        read[0] += len(got)
        return got

    file.read = counting  # type: ignore[method-assign]
    (found,) = members(file, 0, len(data))
    assert (found.offset, found.end) == (0, len(data))
    assert read[0] < 200 * len(data)


def test_memory_does_not_grow_with_an_archive_or_its_largest_record(tmp_path: Path) -> None:
    page = (FIXTURES / "wget-plain.warc").read_bytes()
    length = 200_000_000
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n"
    film = (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-05-06T10:11:12Z\r\n"
        b"WARC-Target-URI: http://lakenews.example/film\r\nContent-Type: application/http\r\n"
        b"Content-Length: %d\r\n\r\n%b"
    ) % (length + len(answer), answer)
    with (tmp_path / "large.warc").open("w+b") as file:
        file.write(page + film)
        file.seek(length, os.SEEK_CUR)
        file.write(b"\r\n\r\n" + page)
        size = file.tell()
        with Store.open(tmp_path / "captures") as store:
            tracemalloc.start()
            kept = store.keep_archive(web_archive(Parcel(file, "large.warc", size, "")))
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
    assert (kept.records, kept.problems) == (21, [])
    assert peak < 16_000_000
