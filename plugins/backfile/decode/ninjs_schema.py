"""ninjs items against a JSON Schema of what Backfile reads of them: what is wrong is told, and nothing is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_MOST = 5
"""Violations that are told of one item; a file in another form altogether has as many as it has names."""
_LONGEST = 200


def violations(item: Mapping[str, Any]) -> tuple[str, ...]:
    """What of an item breaks the schema, and where: `ninjs: urgency: 'high' is not of type 'integer'`."""
    errors = sorted(_validator().iter_errors(item), key=lambda error: [str(step) for step in error.absolute_path])
    told = (f"ninjs: {_place(error.absolute_path)}{error.message}" for error in errors[:_MOST])
    return tuple(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…" for line in told)


def _place(path: Any) -> str:
    steps = "/".join(str(step) for step in path)
    return f"{steps}: " if steps else ""


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator  # noqa: PLC0415  # only ninjs needs it, and loading it takes 0.1 s

    schema = files("backfile.decode").joinpath("ninjs.schema.json").read_text("utf-8")
    return Draft202012Validator(json.loads(schema))
