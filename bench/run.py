"""Measure speed against peers, print the table, and keep it in bench/results.md: `make bench`."""

from __future__ import annotations

import platform
from pathlib import Path

import building
import reading
import relating
import taking_in


def main() -> None:
    """Print and keep the table."""
    rows = [*reading.measure(), *taking_in.measure(), *relating.measure(), *building.measure()]
    table = "\n".join(["| measure | value |", "|---|---|", *(f"| {what} | {value} |" for what, value in rows)])
    print(table)
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    note = f"{machine}. Read ratios of one run: seconds drift with the machine."
    text = f"# Speed, as `make bench` measured it last\n\n{note}\n\n{table}\n"
    Path(__file__).with_name("results.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
