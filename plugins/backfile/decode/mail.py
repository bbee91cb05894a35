"""Mail: a newsletter, or an article that somebody sent."""

from __future__ import annotations

import re
from dataclasses import replace
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from backfile.capture.capture import Capture
from backfile.capture.mail import content_of, header, is_message, is_saved_page, message_in, parts_of
from backfile.decode.characters import read_characters
from backfile.decode.composer import Composer
from backfile.decode.document import Document, Role, TextBlock
from backfile.errors import CaptureError

_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
"""The line above a signature (RFC 3676, section 4.3)."""
_ADDED = re.compile(
    r"unsubscribe|opt[ -]out|manage (?:your )?(?:preferences|subscriptions?)|view (?:this|it|in)\b.{0,30}\bbrowser"
    r"|abbestellen|abmelden|im browser (?:an|öffnen)|se désabonner|désinscri|dans (?:le|votre) navigateur"
    r"|darse de baja|en (?:el|su) navegador|disiscri|nel browser|afmelden|in (?:je|uw) browser|avregistrer",
    re.IGNORECASE,
)
"""Words of the lines that mailing programs put around a newsletter."""
_LONGEST_ADDED = 400
_SHOWN = ("From", "Message-ID", "List-Id")
"""Headers that `extra` keeps. To whom a message went is nobody's business but theirs; the capture has it."""


def is_mail(data: bytes) -> bool:
    """Whether it is a message that is no saved page."""
    return is_message(data) and not is_saved_page(data)


def decode_mail(capture: Capture) -> Document:
    """The Document of a message: its subject is the headline, its HTML part the body, else its text.

    The sender of a mailing list is its outlet; every other sender is a person whom `extra` names. The signature, and a
    mailing program's own lines, are beside the story.

    Raises:
        CaptureError: its parts cannot be told apart, or none is text.
    """
    message = message_in(capture.data, name=capture.name)
    composer = Composer(base=capture.target_uri)
    composer.words(Role.HEADLINE, header(message, "Subject"))
    _add_body(composer, message, capture.name)
    composer.candidate("date", _date(header(message, "Date")), "Date")
    sender = parseaddr(header(message, "From"))[0]
    if header(message, "List-Id") or header(message, "List-Unsubscribe"):
        composer.candidate("outlet", sender, "From")
    for name in _SHOWN:
        if value := header(message, name):
            composer.keep(name.lower().replace("-", "_"), value)
    composer.keep("attached", tuple(_attached(message)))
    document = composer.document("message/rfc822", lang=header(message, "Content-Language").partition(",")[0])
    return replace(document, blocks=tuple(map(_judged, document.blocks)))


def _add_body(composer: Composer, message: Message, name: str) -> None:
    """The first HTML part that is no attachment, else all its text parts."""
    shown = [part for part in parts_of(message) if part.get_content_disposition() != "attachment"]
    pages = [part for part in shown if part.get_content_type() == "text/html"]
    texts = [part for part in shown if part.get_content_type() == "text/plain"]
    for part in pages[:1] or texts:
        content = content_of(part)
        if not content.strip():
            continue
        words = read_characters(content, media_type=str(part.get("Content-Type", "")), name=name)
        if pages:
            composer.html(Role.BODY, words)
        else:
            text, *signature = _SIGNATURE.split(words, maxsplit=1)
            composer.paragraphs(Role.BODY, text)
            composer.paragraphs(Role.BESIDE, "\n".join(signature))
    if not (pages or texts):
        raise CaptureError("the message holds no text", place=name, remedy="Save what is attached, and take that in")


def _judged(block: TextBlock) -> TextBlock:
    added = block.role is Role.BODY and len(block.text) <= _LONGEST_ADDED and _ADDED.search(block.text)
    return replace(block, role=Role.BESIDE) if added else block


def _date(value: str) -> str:
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _attached(message: Message) -> list[str]:
    """The names of files that came with the message and are no pictures of it."""
    named = (part.get_filename("") for part in parts_of(message) if part.get_content_disposition() == "attachment")
    return [" ".join(str(name).split()) for name in named if name]
