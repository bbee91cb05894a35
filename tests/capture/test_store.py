"""The store of captures: real WARC files, read back with warcio."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.cli import main as warcio_command

from backfile.capture import growing as growing_module
from backfile.capture.capture import Attachment, Capture, assembled, sha256
from backfile.capture.index import Place
from backfile.capture.metadata_record import MetadataRecord, as_json, from_json
from backfile.capture.records import RecordWriter
from backfile.capture.store import Store
from backfile.errors import StoreError

NOON = "2026-01-31T12:00:00Z"


def capture(data: bytes, name: str = "ferry.txt", uri: str = "", attachments: tuple[Attachment, ...] = ()) -> Capture:
    return Capture(data, sha256(data), name, "text/plain", uri, NOON, attachments)


def records(folder: Path) -> list[dict[str, str]]:
    found = []
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                content = record.raw_stream.read()
                headers = dict(record.rec_headers.headers)
                found.append({**headers, "version": record.rec_headers.protocol, "content": content})
    return found


def test_a_capture_comes_back_as_it_was_received(tmp_path: Path) -> None:
    picture = Attachment("Ferry_files/ferry.png", "image/png", b"\x89PNG\r\n\x1a\n")
    given = capture(b"The ferry sails again", "Ferry.html", "https://news.example/ferry", (picture,))
    with Store.open(tmp_path) as store:
        kept = store.keep(given)
    with Store.open(tmp_path) as store:
        found = store.get(given.digest)
    assert kept.new
    assert found == kept.capture
    assert (found.data, found.name, found.target_uri, found.captured_at) == (
        given.data,
        given.name,
        given.target_uri,
        NOON,
    )
    assert found.attachments == (picture,)


def test_records_are_warc_1_1_with_sha256_of_their_bytes(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.keep(capture(b"The ferry sails again"))
    info, resource = records(tmp_path)
    assert (info["WARC-Type"], resource["WARC-Type"]) == ("warcinfo", "resource")
    assert resource["version"] == "WARC/1.1"
    assert resource["WARC-Payload-Digest"] == f"sha256:{hashlib.sha256(b'The ferry sails again').hexdigest()}"
    assert resource["WARC-Block-Digest"] == resource["WARC-Payload-Digest"]
    assert resource["WARC-Target-URI"] == "urn:backfile:inbox:ferry.txt"


def test_warcio_finds_nothing_wrong(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        picture = Attachment("a_files/b.png", "image/png", b"png")
        store.keep(capture(b"one", attachments=(picture,)))
        store.keep(capture(b"one"))
        store.keep(capture(b"two", uri="https://news.example/two", attachments=(picture,)))
        store.append_metadata(MetadataRecord(sha256(b"one"), 1, "2020/one", sha256(b"markdown")))
    with pytest.raises(SystemExit) as end:
        warcio_command(["check", *map(str, tmp_path.glob("*.warc.gz"))])
    assert end.value.code == 0


def test_the_same_bytes_again_are_a_revisit(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        first = store.keep(capture(b"one", "first.txt"))
        second = store.keep(capture(b"one", "second.txt"))
        digests = list(store.digests())
    *_, resource, revisit = records(tmp_path)
    assert (first.new, second.new, digests) == (True, False, [sha256(b"one")])
    assert revisit["WARC-Type"] == "revisit"
    assert revisit["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    assert revisit["WARC-Refers-To"] == resource["WARC-Record-ID"]
    assert revisit["content"] == b""


def test_an_attachment_is_concurrent_to_its_page_and_stored_once(tmp_path: Path) -> None:
    logo = Attachment("a_files/logo.png", "image/png", b"logo")
    with Store.open(tmp_path) as store:
        one = store.keep(capture(b"one", attachments=(logo,)))
        two = store.keep(capture(b"two", attachments=(logo,)))
        assert store.get(sha256(b"two")).attachments == (logo,)
    of_logo = [record for record in records(tmp_path) if "WARC-Concurrent-To" in record]
    assert [record["WARC-Type"] for record in of_logo] == ["resource", "revisit"]
    assert [record["WARC-Concurrent-To"] for record in of_logo] == [one.capture.record_id, two.capture.record_id]


def test_files_that_come_with_a_later_copy_of_a_page_are_added_to_it(tmp_path: Path) -> None:
    picture = Attachment("a_files/b.png", "image/png", b"png")
    with Store.open(tmp_path) as store:
        store.keep(capture(b"one"))
        store.keep(capture(b"one", attachments=(picture,)))
        assert store.get(sha256(b"one")).attachments == (picture,)


def test_a_page_is_held_only_once_all_that_came_with_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = capture(b"one", attachments=(Attachment("a_files/b.png", "image/png", b"png"),))

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    def interrupted() -> None:
        with Store.open(tmp_path) as store:
            store.keep(page)

    with monkeypatch.context() as patch:
        patch.setattr(RecordWriter, "write_attachment", die)
        with pytest.raises(KeyboardInterrupt):
            interrupted()
    with Store.open(tmp_path) as store:
        assert list(store.digests()) == []
        assert store.keep(page).new
        assert store.get(page.digest).attachments == page.attachments


def test_the_latest_metadata_counts(tmp_path: Path) -> None:
    digest = sha256(b"one")
    account = as_json({"fates": [[0, 0, 3, "body", "", "title"]]})
    with Store.open(tmp_path) as store:
        store.keep(capture(b"one"))
        assert store.metadata(digest) is None
        store.append_metadata(MetadataRecord(digest, 1, problem="no headline"))
        store.append_metadata(MetadataRecord(digest, 2, "2020/one", sha256(b"markdown"), account_json=account))
    with Store.open(tmp_path) as store:
        found = store.metadata(digest)
    assert found == MetadataRecord(digest, 2, "2020/one", sha256(b"markdown"), account_json=account)


def test_a_record_holds_its_account_to_the_letter() -> None:
    text = ',"account":{"fates":[]}}'
    record = MetadataRecord("sha256:1", 2, "x", text=text, keys=(text,), account_json=as_json({text: ["\udc80", "ä"]}))
    assert from_json(record.as_json(), place="x") == record
    assert record.account == {text: ["\udc80", "ä"]}


def test_unread_are_captures_without_a_reading_and_failures_of_other_rules(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for data in (b"never", b"failed", b"read"):
            store.keep(capture(data))
        store.append_metadata(MetadataRecord(sha256(b"failed"), 1, problem="no headline"))
        store.append_metadata(MetadataRecord(sha256(b"read"), 1, "read", sha256(b"")))
        assert store.unread(1) == [sha256(b"never")]
        assert store.unread(2) == [sha256(b"never"), sha256(b"failed")]
        assert store.failed() == [sha256(b"failed")]
        assert store.holds_path("read")
        assert not store.holds_path("never")


def test_what_waits_is_found_without_a_look_at_all_captures(tmp_path: Path) -> None:
    asked: list[str] = []
    with Store.open(tmp_path) as store:
        store.keep(capture(b"one"))
        rows = store._index._rows
        rows.set_trace_callback(asked.append)
        store.unread(2), store.failed(), store.came_again(), store.holds_path("x"), store.paths_with_key("address:x", 9)
        rows.set_trace_callback(None)
        steps = [row[3] for query in asked for row in rows.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert steps
    assert not [step for step in steps if step.startswith("SCAN") and step.split()[1] in ("resource", "article_key")]
    assert not [step for step in steps if step.startswith("SCAN metadata") and "metadata_failed" not in step]


def test_a_capture_that_was_read_is_not_unread_for_another_record_of_it(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for data in (b"read", b"never"):
            store.keep(capture(data))
        store.append_metadata(MetadataRecord(sha256(b"read"), 1, "read"))
        store._index.add_resource(Place(sha256(b"read"), "<urn:x>", "", "urn:x", NOON, "copied.warc.gz", 0))
        assert store.unread(1) == [sha256(b"never")]


@pytest.mark.parametrize("spoil", ["delete", "garble", "empty", "older"])
def test_an_index_that_does_not_fit_is_made_again(tmp_path: Path, spoil: str) -> None:
    index = tmp_path / "backfile.index"
    with Store.open(tmp_path) as store:
        store.keep(capture(b"one", attachments=(Attachment("a/b", "image/png", b"png"),)))
    old = index.read_bytes()
    with Store.open(tmp_path) as store:
        store.keep(capture(b"two"))
        store.append_metadata(MetadataRecord(sha256(b"two"), 1, "two", sha256(b"")))
    match spoil:
        case "delete":
            index.unlink()
        case "garble":
            index.write_bytes(b"no database" * 100)
        case "empty":
            index.write_bytes(b"")
        case "older":
            index.write_bytes(old)
    with Store.open(tmp_path) as store:
        assert list(store.digests()) == [sha256(b"one"), sha256(b"two")]
        assert store.get(sha256(b"one")).attachments[0].data == b"png"
        assert store.metadata(sha256(b"two")) is not None
        assert store.repairs == ()


def test_an_index_of_other_files_is_made_again(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder, data in ((here, b"short"), (there, os.urandom(5_000))):
        with Store.open(folder) as store:
            store.keep(capture(data))
    (warc,) = there.glob("*.warc.gz")
    (here / warc.name).write_bytes(warc.read_bytes())
    with Store.open(here) as store, Store.open(there) as other:
        assert list(store.digests()) == list(other.digests())
        assert store.repairs == ()


def test_a_torn_last_record_is_cut_off_and_nothing_else_is_lost(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.keep(capture(b"whole"))
    (warc,) = tmp_path.glob("*.warc.gz")
    whole = warc.read_bytes()
    with Store.open(tmp_path) as store:
        store.keep(capture(b"".join(os.urandom(2_000) + b"\x1f\x8b\x08" for _ in range(50))))
    longer = warc.read_bytes()
    assert b"\x1f\x8b\x08" in longer[len(whole) + 1 :]
    for end in (len(whole) + 1, len(whole) + 15, len(longer) - 1):
        for path in tmp_path.iterdir():
            path.unlink()
        warc.write_bytes(longer[:end])
        with Store.open(tmp_path) as store:
            assert list(store.digests()) == [sha256(b"whole")]
            assert len(store.repairs) == 1
            assert warc.read_bytes() == whole
            (torn,) = tmp_path.glob("*.torn-*")
            assert torn.read_bytes() == longer[len(whole) : end]
            assert store.keep(capture(b"next")).new
        with Store.open(tmp_path) as store:
            assert list(store.digests()) == [sha256(b"whole"), sha256(b"next")]
            assert store.repairs == ()


def test_damage_in_the_middle_loses_only_the_damaged_record(tmp_path: Path) -> None:
    ends = []
    with Store.open(tmp_path) as store:
        for data in (b"one", b"two", b"three"):
            store.keep(capture(data))
            store.sync()
            ends.append((tmp_path / "backfile-00001.warc.gz").stat().st_size)
    warc = tmp_path / "backfile-00001.warc.gz"
    data = bytearray(warc.read_bytes())
    data[ends[0] + 60 : ends[0] + 80] = bytes(20)
    warc.write_bytes(data)
    (tmp_path / "backfile.index").unlink()
    with Store.open(tmp_path) as store:
        assert list(store.digests()) == [sha256(b"one"), sha256(b"three")]
        assert "are no record" in store.repairs[0]
    assert warc.read_bytes() == data


_KILLED = """
import os, sys
from pathlib import Path
from backfile.capture.capture import Capture, sha256
from backfile.capture.store import Store
store = Store.open(Path(sys.argv[1]))
for number in range(1_000_000):
    data = b"story %d " % number + os.urandom(50_000)
    store.keep(Capture(data, sha256(data), f"{number}.txt"))
    if number % 3 == 0:
        store.sync()
        print(sha256(data), flush=True)
"""


def test_a_process_killed_while_it_appends_loses_nothing_that_was_safe(tmp_path: Path) -> None:
    for _ in range(3):
        process = subprocess.Popen([sys.executable, "-c", _KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        assert process.stdout
        safe = [process.stdout.readline().strip() for _ in range(8)]
        process.send_signal(signal.SIGKILL)
        safe += [line.strip() for line in process.stdout if line.endswith("\n")]
        process.wait()
        process.stdout.close()
        with Store.open(tmp_path) as store:
            held = set(store.digests())
            assert set(safe) <= held
            assert all(sha256(store.get(digest).data) == digest for digest in held)


def test_a_store_left_by_an_error_holds_what_was_whole(tmp_path: Path) -> None:
    def interrupted() -> None:
        with Store.open(tmp_path) as store:
            store.keep(capture(b"whole"))
            writer, _ = store._appending()
            writer.out.write(b"\x1f\x8b\x08 and then the key was pressed")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with Store.open(tmp_path) as store:
        assert list(store.digests()) == [sha256(b"whole")]
        assert len(store.repairs) == 1


def test_a_second_writer_is_refused_and_a_reader_is_not(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.keep(capture(b"one"))
        with pytest.raises(StoreError, match="another process is writing"):
            Store.open(tmp_path)
        store.sync()
        with Store.open(tmp_path, writable=False) as reader:
            assert list(reader.digests()) == [sha256(b"one")]
            with pytest.raises(StoreError, match="reading only"):
                reader.keep(capture(b"two"))


def test_a_full_file_is_followed_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing_module, "LARGEST_FILE", 2_000)
    data = [os.urandom(1_500) for _ in range(4)]
    with Store.open(tmp_path) as store:
        for part in data:
            store.keep(capture(part))
        assert [store.get(sha256(part)).data for part in data] == data
    with Store.open(tmp_path) as store:
        store.keep(capture(b"last"))
    files = sorted(tmp_path.glob("*.warc.gz"))
    assert [path.name for path in files] == [f"backfile-{number:05}.warc.gz" for number in range(1, 6)]
    assert [record["WARC-Type"] for record in records(tmp_path)].count("warcinfo") == len(files)


def test_changed_bytes_are_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.keep(capture(b"one"))
        store.keep(capture(b"two"))
        store._index._rows.execute("UPDATE resource SET digest = 'swap' WHERE digest = ?", (sha256(b"one"),))
        store._index._rows.execute("UPDATE resource SET digest = ? WHERE digest = ?", (sha256(b"one"), sha256(b"two")))
        with pytest.raises(StoreError, match="have changed"):
            store.get(sha256(b"one"))


def test_an_unknown_digest_is_named(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, pytest.raises(StoreError, match="sha256:none"):
        store.get("sha256:none")


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.binary(max_size=300), st.text(min_size=1, max_size=20)), max_size=6))
def test_any_bytes_under_any_name_come_back(
    tmp_path_factory: pytest.TempPathFactory, files: list[tuple[bytes, str]]
) -> None:
    folder = tmp_path_factory.mktemp("captures")
    names: dict[str, str] = {}
    with Store.open(folder) as store:
        for data, given_name in files:
            name = given_name.encode("utf-8", "ignore").decode()
            store.keep(Capture(data, sha256(data), name, "text/plain", "", NOON))
            names.setdefault(sha256(data), name)
    (folder / "backfile.index").unlink()
    with Store.open(folder) as store:
        assert {digest: store.get(digest).name for digest in store.digests()} == names
        assert all(sha256(store.get(digest).data) == digest for digest in names)
    records(folder)


def test_an_entry_keeps_its_frame_and_its_notes(tmp_path: Path) -> None:
    frame = b"<rss><channel><title>Harbour News</title><?backfile-entry?><?backfile-entry?></channel></rss>"
    data = b"<item><title>Ferry sails</title></item>"
    entry = Capture(data, sha256(data), name="feed.xml#1", frame=frame, notes=(("rights", "Public domain"),))
    with Store.open(tmp_path) as store:
        store.keep(entry)
    with Store.open(tmp_path, writable=False) as store:
        kept = store.get(entry.digest)
    assert (kept.data, kept.frame, kept.notes, kept.attachments) == (data, frame, entry.notes, ())
    assert assembled(kept) == (
        b"<rss><channel><title>Harbour News</title><item><title>Ferry sails</title></item></channel></rss>"
    )
