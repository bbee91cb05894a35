"""An article's file in two states compared field by field, and a new reading merged into an edited one."""

from __future__ import annotations

from dataclasses import dataclass, fields

from backfile.article import Article
from backfile.frontmatter.amend import amended
from backfile.frontmatter.read import locate
from backfile.frontmatter.write import field_lines

_BODY = "body"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs between two states of a file."""

    field: str
    """Its name; `body` for the text."""
    before: str
    """As front matter writes it, or the body's Markdown; empty where the field was absent."""
    after: str


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """The fields that differ between two files, in the order of the later; their spelling and order do not count.

    Raises:
        FrontMatterError: one of them is no article.
    """
    old, new = values(before), values(after)
    names = dict.fromkeys((*new, *old))
    return tuple(
        Difference(name, _shown(name, old.get(name)), _shown(name, new.get(name)))
        for name in names
        if old.get(name) != new.get(name)
    )


def merged(base: str, edited: str, new: str, *, place: str = "") -> str:
    """The edited file with what is new: each field as the person left it, and as `new` has it where nobody touched it.

    `base` is what the person began with. Fields of the person's own, the order, the comments and the spelling of the
    edited file stay.

    Raises:
        FrontMatterError: one of them is no article.
    """
    began, there, offered = values(base), values(edited), values(new)
    untouched = [name for name in dict.fromkeys((*began, *offered)) if began.get(name) == there.get(name)]
    changed = {name: offered.get(name) for name in untouched if offered.get(name) != there.get(name)}
    return amended(edited, changed, place=place)


def values(text: str, *, place: str = "") -> dict[str, object]:
    """What a file says, by field; of its own fields, of those that it keeps beside them, and of the body.

    Raises:
        FrontMatterError: it is no article.
    """
    located = locate(text, place=place)
    if located.article is None:
        raise located.problems[0]
    article = located.article
    own = {field.name: getattr(article, field.name) for field in fields(Article) if field.name not in ("extra", _BODY)}
    if own["access"] == "public":
        own.pop("access")
    said: dict[str, object] = {name: value for name, value in {**own, **article.extra}.items() if value}
    if body := located.body.strip():
        said[_BODY] = f"{body}\n"
    return said


def _shown(name: str, value: object) -> str:
    if value is None:
        return ""
    if name == _BODY:
        return str(value)
    return "\n".join(field_lines(name, value)).removeprefix(f"{name}:").strip()
