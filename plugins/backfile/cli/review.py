"""backfile review: what is uncertain, and answers that settle it everywhere."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from backfile.capture.store import Store
from backfile.cli.relate import relate_arrivals
from backfile.cli.rereading import read_again_aloud
from backfile.cli.site_folder import add_site_option, site_at
from backfile.cli.site_words import site_words
from backfile.cli.terminal import say
from backfile.errors import SettingError
from backfile.folders import Folders
from backfile.intake.contents import write_whole
from backfile.review.doubts import Doubt, doubts
from backfile.site import Site
from backfile.vocab.agencies import agencies
from backfile.vocab.answers import FILE_NAME, Answer, AnswerKind, as_csv, with_answer

DESCRIPTION = """\
List what the rules were not sure of, across the archive: by rule, those of most articles first, with the answers that
would settle it. An answer given with --answer holds everywhere: what it would change is shown, and with --apply it
becomes a line of vocabulary.csv and the articles are read again. Fields that you edited stay. Answers are: outlet NAME
LABEL (a name or host is this outlet), staff TOKEN (in sign-offs it is a writer), agency TOKEN ID (in credit lines it is
this agency), promo LINE (set aside wherever it stands alone), name ALIAS NAME (another name of a person or body), tag
TAG [NEW] (the tag reads so from now on, or goes)."""
EXAMPLE = "backfile review --answer staff pa --outlet DW --apply"

_EXAMPLES = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--answer", metavar="WORD", nargs="+", help="an answer: its kind, what it is about, and what that means"
    )
    parser.add_argument("--outlet", metavar="LABEL", default="", help="the answer holds for this outlet alone")
    parser.add_argument("--apply", action="store_true", help="keep the answer, and read the articles again with it")
    add_site_option(parser)


def run(options: argparse.Namespace) -> int:
    """List doubts, or show and apply an answer."""
    folders, site = site_at(options.site)
    if not options.answer:
        return _list(folders)
    return _settle(folders, site, _answer(options.answer, options.outlet), write=options.apply)


def _answer(words: list[str], outlet: str) -> Answer:
    """The answer that the words of the command line are.

    Raises:
        SettingError: they are none.
    """
    kind, *rest = words
    if kind not in list(AnswerKind) or not 1 <= len(rest) <= 2 or not rest[0].strip():
        raise SettingError(
            "this is no answer", value=" ".join(words), remedy=f"Write a kind ({', '.join(AnswerKind)}), what it is "
            "about, and what that means",
        )  # fmt: skip
    answer = Answer(AnswerKind(kind), rest[0].strip(), rest[1].strip() if rest[1:] else "", outlet)
    if answer.kind is AnswerKind.AGENCY and answer.means not in agencies():
        raise SettingError(
            "there is no agency of this id", value=answer.means, remedy="Name one as its page's address does: ap"
        )
    if answer.kind in (AnswerKind.OUTLET, AnswerKind.NAME) and not answer.means:
        raise SettingError("the answer says nothing", value=" ".join(words), remedy="Add what it means")
    return answer


def _settle(folders: Folders, site: Site, answer: Answer, *, write: bool) -> int:
    words = site_words(folders, site)
    told = replace(words, answers=with_answer(words.answers, answer))
    if write:
        write_whole(folders.root / FILE_NAME, as_csv(told.answers).encode())
    status = read_again_aloud(folders, told, write=write)
    if write:
        return int(relate_arrivals(folders) or status)
    say("Nothing is written yet. To keep the answer, add --apply.")
    return status


def _list(folders: Folders) -> int:
    with Store.open(folders.captures, writable=False) as store:

        def rules_of(capture: str) -> Mapping[str, str]:
            record = store.metadata(capture)
            notes: object = record.account.get("notes", ()) if record else ()
            return {text: rule for rule, text in notes} if isinstance(notes, list | tuple) else {}

        found = doubts(folders.content, rules_of)
    for rule, listed in groupby(found, key=lambda doubt: doubt.rule):
        _show(rule, list(listed))
    if not found:
        say("Nothing is uncertain.")
    return 0


def _show(rule: str, listed: list[Doubt]) -> None:
    number = sum(len(doubt.articles) for doubt in listed)
    say(f"{rule or 'written by hand'}: {number:,} {'article' if number == 1 else 'articles'}")
    for doubt in listed:
        named = ", ".join(f"content/{name}" for name in doubt.articles[:_EXAMPLES])
        more = len(doubt.articles) - _EXAMPLES
        say(f"  {len(doubt.articles):>6,}  {doubt.text}")
        say(f"          {named}{f' and {more:,} more' if more > 0 else ''}")
        for answer in doubt.answers:
            say(f"          backfile review --answer {answer}")
