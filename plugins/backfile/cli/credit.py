"""backfile credit: parse credit lines from standard input."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any, TextIO

from backfile.cli.terminal import as_json, say
from backfile.errors import CaptureError
from backfile.normalise.credits.parse import as_json as credit_as_json
from backfile.normalise.credits.parse import parse

DESCRIPTION = """\
Parse sign-offs, bylines, datelines, reporting lines and picture credits, one a line, from standard input. With --jsonl
each line is an object with raw, and where known id, lang (BCP 47) and type (desk-signoff+agencies, agencies-only,
reporting-by/editing-by, contributed-by, byline, dateline, photo-credit); what comes out has the same id."""
EXAMPLE = "echo 'dv/aw (AP, Reuters)' | backfile credit"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--jsonl", action="store_true", help="read and print one JSON object a line")


def run(options: argparse.Namespace) -> int:
    """Parse every line of standard input."""
    return _lines_of_json(sys.stdin) if options.jsonl else _plain_lines(sys.stdin)


def _lines_of_json(lines: TextIO) -> int:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            credit = parse(given["raw"], lang=given.get("lang") or "", kind=given.get("type") or "")
        except (ValueError, KeyError, TypeError, AttributeError) as cause:
            raise CaptureError(
                f"this is no credit line as JSON: {cause}", place=f"standard input, line {number}",
                remedy='Write {"id": "1", "raw": "dv/aw (AP)", "lang": "en", "type": "desk-signoff+agencies"}',
            ) from cause  # fmt: skip
        print(as_json({"id": given.get("id"), **credit_as_json(credit)}))
    return 0


def _plain_lines(lines: TextIO) -> int:
    for line in lines:
        if line.strip():
            say(line.strip())
            for name, value in credit_as_json(parse(line.strip())).items():
                if value:
                    say(f"  {name}: {_words(value)}")
    return 0


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_words(part)}" for name, part in value.items() if part)
    return ", ".join(map(_words, value)) if isinstance(value, list) else str(value)
