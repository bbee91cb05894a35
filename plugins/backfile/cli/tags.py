"""backfile tags: list the archive's tags; merge, rename and drop them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from backfile.cli.site_folder import add_site_option, site_at
from backfile.cli.terminal import complain, say
from backfile.errors import FrontMatterError, SettingError
from backfile.folders import Folders
from backfile.intake.contents import write_whole
from backfile.intake.retag import retagged, tag_counts, with_tag_answers, write_retagged
from backfile.vocab.answers import FILE_NAME, as_csv, read_answers

DESCRIPTION = """\
List every tag of content/ with its number of articles, those of most articles first; one that may be another name of a
tag with more articles is marked. merge OLD… INTO makes several tags one, rename OLD NEW gives one another name, drop
TAG… takes tags away: what would change is shown, and with --apply it is written. Then only the tags of the files
change; a line for each old tag goes into vocabulary.csv, so that later intakes do the same; and the next build lets the
old tag's address lead to the new one. Case, marks and spaces of the old tag do not count."""
EXAMPLE = 'backfile tags merge EU "E.U." "European Union" --apply'

_FEWEST = {"merge": 2, "rename": 2, "drop": 1}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "words", metavar="WORD", nargs="*", help="merge OLD... INTO, rename OLD NEW, or drop TAG...; none: list them"
    )
    parser.add_argument("--apply", action="store_true", help="write the change")
    add_site_option(parser)


def run(options: argparse.Namespace) -> int:
    """List tags, or show and make a change."""
    folders, site = site_at(options.site)
    if not options.words:
        return _list(folders, site.lang)
    return _change(folders, _changes(options.words), write=options.apply)


def _changes(words: list[str]) -> Mapping[str, str]:
    """What each old tag reads from now on, empty where it goes.

    Raises:
        SettingError: the words are no change of tags.
    """
    action, *tags = (" ".join(word.split()) for word in words)
    if action not in _FEWEST or len(tags) < _FEWEST[action] or not all(tags) or (action == "rename" and len(tags) > 2):
        raise SettingError(
            "this is no change of tags", value=" ".join(words),
            remedy="Write merge OLD... INTO, rename OLD NEW, or drop TAG..., tags of several words in quotes",
        )  # fmt: skip
    return dict.fromkeys(tags, "") if action == "drop" else dict.fromkeys(tags[:-1], tags[-1])


def _list(folders: Folders, lang: str) -> int:
    counts, problems = tag_counts(folders.content, lang)
    for count in counts:
        say(f"{count.articles:>8,}  {count.name}{f'  (like {count.like}?)' if count.like else ''}")
    if not counts:
        say("No article has a tag.")
    return _told(problems)


def _change(folders: Folders, changes: Mapping[str, str], *, write: bool) -> int:
    lines = read_answers(folders.root)
    number, problems = 0, []
    for found in retagged(folders.content, changes):
        if isinstance(found, FrontMatterError):
            problems.append(found)
            continue
        number += 1
        say(f"content/{found.name}: {', '.join(found.before)} -> {', '.join(found.after) or 'no tags'}")
        if write:
            write_retagged(folders.content, found)
    articles = f"{number:,} {'article' if number == 1 else 'articles'}"
    if write:
        write_whole(folders.root / FILE_NAME, as_csv(with_tag_answers(lines, changes)).encode())
        say(f"{articles} changed. {FILE_NAME} keeps it so; the next build moves the addresses.")
    else:
        say(f"{articles} would change. Nothing is written yet: add --apply.")
    return _told(tuple(problems))


def _told(problems: tuple[FrontMatterError, ...]) -> int:
    for problem in problems:
        complain(problem)
    return int(bool(problems))
