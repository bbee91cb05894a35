"""The command line, run as a person runs it."""

from __future__ import annotations

import argparse
import base64
import gzip
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from backfile.cli import main, parser
from backfile.cli.printed_reading import identifier

REPOSITORY = Path(__file__).resolve().parent.parent
MANUAL = (REPOSITORY / "docs" / "commands.md").read_text("utf-8")
FERRY = """Ferry to Lindau sails again after eleven weeks

14 May 2021

The ferry to Lindau sailed again on Friday, eleven weeks after its rudder was lost in a storm.

Forty people and a dog waited on the pier from six in the morning.
"""
PATH = "content/2021/05/14/ferry-to-lindau-sails-again-after-eleven-weeks.md"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pelicanconf.py").write_text('SITENAME = "Lake archive"\nTIMEZONE = "UTC"\n')
    (tmp_path / "inbox").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def test_help_loads_no_command(tmp_path: Path) -> None:
    loads = "import sys; from backfile.cli import main\ntry: main(['--help'])\nfinally: print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", loads], cwd=tmp_path, capture_output=True, text=True, check=False)
    loaded = done.stdout.split()
    assert "backfile.cli" in loaded
    assert {"pelican", "backfile.normalise", "backfile.vocab"} & set(loaded) == set()


# ---- the manual


def test_every_command_has_its_section_in_the_manual() -> None:
    assert re.findall(r"^## backfile (\S+)$", MANUAL, re.MULTILINE) == [name for name, _ in commands()]


@pytest.mark.parametrize(
    ("name", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_option_stands_in_the_manual_and_in_the_help(name: str, command: argparse.ArgumentParser) -> None:
    section = MANUAL.split(f"## backfile {name}\n")[1].split("\n## ")[0]
    for action in command._actions:
        if action.dest != "help":
            written = action.option_strings[-1] if action.option_strings else str(action.metavar)
            assert f"| `{written}" in section
            assert action.help


@pytest.mark.parametrize(
    ("name", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_help_of_every_command_ends_with_an_example(name: str, command: argparse.ArgumentParser) -> None:
    *_, head, example = command.format_help().strip().splitlines()
    assert head == "example:"
    assert f"backfile {name}" in example


# ---- intake


def test_intake_tells_what_it_took_in(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "inbox" / "ferry.txt").write_text(FERRY)
    assert main(["intake"]) == 0
    assert capsys.readouterr().out == f"ferry.txt → {PATH}\n1 article taken in.\n"


def test_intake_fails_where_a_capture_cannot_be_read_and_takes_in_the_others(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "inbox" / "ferry.txt").write_text(FERRY)
    (site / "inbox" / "empty.txt").write_text("")
    assert main(["intake"]) == 1
    assert (site / PATH).is_file()
    assert "empty.txt: it is empty." in capsys.readouterr().out
    assert main(["intake"]) == 0


def test_a_file_name_cannot_break_the_lines_of_the_report(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "inbox" / "two\nlines.txt").write_text(FERRY)
    main(["intake"])
    assert capsys.readouterr().out.splitlines()[0] == f"two\\nlines.txt → {PATH}"


@pytest.mark.parametrize("name", ["output", ".cache"])
def test_a_build_that_may_not_write_says_so_in_one_message(name: str, site: Path) -> None:
    (site / name).write_text("a file stands where the folder should be")
    for program in ("backfile.cli", "pelican"):
        arguments = ["build"] if program == "backfile.cli" else ["-s", "pelicanconf.py"]
        (site / "pelicanconf.py").write_text(
            'from backfile.press import Press\nPELICAN_CLASS = Press\nSITENAME = "Lake archive"\nTIMEZONE = "UTC"\n'
        )
        done = subprocess.run(
            [sys.executable, "-m", program, *arguments], cwd=site, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert "A file is in the way of a folder: take it away" in done.stderr


def test_an_embargo_is_judged_against_the_moment_that_build_is_given(site: Path) -> None:
    article = site / "content" / "2020" / "secret.md"
    article.parent.mkdir(parents=True)
    article.write_text("---\ntitle: Told later\ndate: 2020\nembargo: 2030-01-01\n---\n\nText.\n")
    page = site / "output" / "2020" / "secret" / "index.html"
    main(["build", "--now", "2029-12-31T23:59:59Z"])
    assert not page.exists()
    main(["build", "--now", "2030-01-01"])
    assert page.is_file()


def test_a_site_is_worked_on_from_elsewhere(
    site: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "inbox" / "ferry.txt").write_text(FERRY)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert main(["intake", "--site", str(site)]) == 0
    assert (site / PATH).is_file()


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["intake", "--site", str(tmp_path)]) == 1
    assert "there is no pelicanconf.py here" in capsys.readouterr().err


def test_an_error_and_its_causes_are_told_once_each(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "pelicanconf.py").write_text("SITENAME = 1 / 0\n")
    assert main(["intake"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("backfile: ")
    assert lines[1:] == ["  because: division by zero"]


def test_a_full_disk_is_told_and_the_next_run_takes_in_what_is_left(site: Path) -> None:
    for number in range(40):
        noise = base64.b64encode(os.urandom(6_000)).decode()
        story = FERRY.replace("\n", f" for the {number}th time\n", 1)
        (site / "inbox" / f"{number:02}.txt").write_text(f"{story}\nThe code word is {noise}.\n")
    limit = "import resource, signal, sys; from backfile.cli import main; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)"
    small = f"{limit}; resource.setrlimit(resource.RLIMIT_FSIZE, (160_000, 160_000)); sys.exit(main(['intake']))"
    done = subprocess.run([sys.executable, "-c", small], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "a capture cannot be kept: [Errno 27] File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(list((site / "inbox").iterdir())) == 40
    assert main(["intake"]) == 0
    assert len(list(site.glob("content/**/*.md"))) == 40


# ---- samples


def test_an_empty_site_gets_the_samples_and_its_first_capture_replaces_them(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "samples").mkdir()
    (site / "samples" / "ferry.txt").write_text(FERRY)
    assert main(["intake"]) == 0
    assert (site / ".cache" / "samples" / PATH).is_file()
    assert (site / "samples" / "ferry.txt").is_file()
    assert not (site / "content").exists()
    assert main(["explain", PATH]) == 0
    (site / "inbox" / "bridge.txt").write_text(FERRY.replace("erry", "ridge"))
    assert main(["intake"]) == 0
    capsys.readouterr()
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "1 articles, nothing wrong.\n"


def test_samples_are_taken_again_only_when_they_changed(site: Path) -> None:
    (site / "samples").mkdir()
    (site / "samples" / "ferry.txt").write_text(FERRY)
    taken = site / ".cache" / "samples" / PATH
    main(["intake"])
    before = taken.stat().st_mtime_ns
    main(["intake"])
    assert taken.stat().st_mtime_ns == before
    (site / "samples" / "ferry.txt").write_text(FERRY.replace("a dog", "two dogs"))
    main(["intake"])
    assert "two dogs" in taken.read_text("utf-8")


def test_every_sample_of_the_repository_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--jsonl", str(REPOSITORY / "samples")]) == 0
    assert len(capsys.readouterr().out.splitlines()) >= 40


# ---- explain


def test_explain_shows_every_word_of_the_capture(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "inbox" / "ferry.txt").write_text(FERRY)
    main(["intake"])
    capsys.readouterr()
    assert main(["explain", PATH]) == 0
    shown = capsys.readouterr().out
    assert all(line in shown for line in FERRY.splitlines())
    assert re.search(r"^title +Ferry to Lindau sails again", shown, re.MULTILINE)
    assert "as taken in by rules" in shown


def test_explain_as_json_covers_the_text_once(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "inbox" / "ferry.txt").write_text(FERRY)
    main(["intake"])
    capsys.readouterr()
    assert main(["explain", "--json", PATH]) == 0
    told = json.loads(capsys.readouterr().out)
    assert " ".join(fate["text"] for fate in told["fates"]).split() == FERRY.split()
    assert told["rules"] >= 1
    assert "title" in {origin["field"] for origin in told["origins"]}


def test_explain_finds_an_article_that_was_moved(site: Path) -> None:
    (site / "inbox" / "ferry.txt").write_text(FERRY)
    main(["intake"])
    (site / PATH).rename(site / "content" / "moved.md")
    assert main(["explain", "content/moved.md"]) == 0


def test_what_a_person_wrote_has_no_account(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content").mkdir()
    (site / "content" / "own.md").write_text("---\ntitle: Ours\n---\n\nText.\n")
    assert main(["explain", "content/own.md"]) == 1
    assert "content/own.md: capture: it names no capture" in capsys.readouterr().err


# ---- check


def test_check_names_file_and_line(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content" / "2021").mkdir(parents=True)
    (site / "content" / "2021" / "own.md").write_text("---\ntitle: Ours\ndate: 2021-13\n---\n\nText.\n")
    assert main(["check"]) == 1
    assert capsys.readouterr().out.startswith("content/2021/own.md:3: date: ")


# ---- read


def test_read_prints_the_markdown_that_intake_would_write(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "ferry.txt").write_text(FERRY)
    assert main(["read", "ferry.txt"]) == 0
    printed = capsys.readouterr().out
    assert not (site / "captures").exists()
    (site / "ferry.txt").rename(site / "inbox" / "ferry.txt")
    main(["intake"])
    assert printed.rstrip("\n") == (site / PATH).read_text("utf-8").rstrip("\n")


def test_read_as_json_has_every_field(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "more").mkdir()
    (site / "more" / "b.html.gz").write_bytes(gzip.compress(FERRY.encode()))
    (site / "a.txt").write_text(FERRY)
    assert main(["read", "--jsonl", "a.txt", "more"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["id"], second["id"]) == ("a", "b")
    assert (first["title"], first["date"]) == ("Ferry to Lindau sails again after eleven weeks", "2021-05-14")
    assert (first["authors"], first["byline_names"], first["dateline"], first["image"]) == ([], [], None, None)
    assert first["body"].split("\n\n") == FERRY.strip().split("\n\n")[2:]
    assert first["markdown"].startswith("---\ntitle: ")
    assert " ".join(fate["text"] for fate in first["account"]["fates"]).split() == FERRY.split()


def test_read_names_what_it_cannot_read_and_goes_on(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "empty.txt").write_text("")
    (site / "ferry.txt").write_text(FERRY)
    assert main(["read", "--jsonl", "empty.txt", "gone.txt", "ferry.txt"]) == 1
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1
    assert [line.split(":")[0] for line in told.err.splitlines()] == ["empty.txt", "gone.txt"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("us_APNews_2024_09_03.html.gz", "us_APNews_2024_09_03"),
        ("abc.txt", "abc"),
        ("day/abc.HTM", "abc"),
        ("v1.5 is out", "v1.5 is out"),
        ("No. 7.txt", "No. 7"),
        (".txt", ".txt"),
    ],
)
def test_an_id_is_the_name_without_its_known_endings(name: str, expected: str) -> None:
    assert identifier(name) == expected


def all_of(terminal: int) -> bytes:
    """Everything that is shown on a terminal until nothing has it open any more."""
    shown = b""
    with suppress(OSError):
        while part := os.read(terminal, 10_000):
            shown += part
    return shown


def test_a_progress_bar_on_the_terminal_leaves_the_output_whole(site: Path) -> None:
    for number in range(30):
        (site / "inbox" / f"{number}.txt").write_text(FERRY)
    terminal, far_end = os.openpty()
    command = [sys.executable, "-m", "backfile.cli", "read", "--jsonl", "inbox"]
    with ThreadPoolExecutor() as threads:
        shown = threads.submit(all_of, terminal)
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=far_end, check=False)
        os.close(far_end)
        assert b"Reading captures" in shown.result()
    os.close(terminal)
    assert len(done.stdout.splitlines()) == 30


@pytest.mark.parametrize("arguments", [["read", "inbox"], ["read", "--jsonl", "inbox"], ["intake"]])
def test_a_hostile_file_name_cannot_steer_the_terminal(
    site: Path, capfdbinary: pytest.CaptureFixture[bytes], arguments: list[str]
) -> None:
    for name in (b"\x1b[2Jferry.txt", b"\xffbridge.txt"):
        Path(os.fsdecode(bytes(site / "inbox") + b"/" + name)).write_text("")
        Path(os.fsdecode(bytes(site / "inbox") + b"/2" + name)).write_text(FERRY + os.fsdecode(name)[1:4])
    main(arguments)
    told = capfdbinary.readouterr()
    assert b"\x1b" not in told.out + told.err
    assert b"\xff" not in told.out + told.err


# ---- credit


def test_credit_reads_plain_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("dv/aw (AP, Reuters)\n"))
    assert main(["credit"]) == 0
    assert capsys.readouterr().out == "dv/aw (AP, Reuters)\n  staff: dv, aw\n  agencies: ap, reuters\n"


def test_credit_reads_json_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    line = {"id": "c1", "raw": "dv/aw (AP, Reuters)", "lang": "en", "type": "desk-signoff+agencies"}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(line) + "\n\n"))
    assert main(["credit", "--jsonl"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "id": "c1", "staff": ["dv", "aw"], "agencies": ["ap", "reuters"], "people": [], "photo": None, "dateline": None,
    }  # fmt: skip


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"raw": "x", "type": "nonsense"}', '{"raw": 7}'])
def test_credit_names_the_line_that_is_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"\n{line}\n"))
    assert main(["credit", "--jsonl"]) == 1
    assert "standard input, line 2: this is no credit line" in capsys.readouterr().err


def test_a_reader_of_the_output_may_stop(site: Path) -> None:
    (site / "inbox" / "ferry.txt").write_text(FERRY)
    command = f"{sys.executable} -m backfile.cli read inbox inbox inbox | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
