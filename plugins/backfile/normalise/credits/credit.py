"""The Credit: what a sign-off, byline, dateline or picture credit says, typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CreditKind(StrEnum):
    """What a line is, by its place in the article."""

    SIGN_OFF = "desk-signoff+agencies"
    AGENCIES = "agencies-only"
    REPORTING = "reporting-by/editing-by"
    CONTRIBUTED = "contributed-by"
    BYLINE = "byline"
    DATELINE = "dateline"
    PHOTO = "photo-credit"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody that a line names in full."""

    name: str
    """As printed; re-cased word by word where it is all capitals."""
    role: str
    """author, reporter, additional_reporting, writer, editor, compiler, contributor, video."""
    title: str = ""
    place: str = ""
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class PhotoCredit:
    """A picture credit's parts. Agencies and collections are identifiers; all else is as printed."""

    collection: str = ""
    agencies: tuple[str, ...] = ()
    photographer: str = ""
    owner: str = ""
    """An institution, firm or outlet that is neither agency nor collection."""
    via: str = ""
    """Who passed the picture on: `X via Y`."""
    caption: str = ""
    """The caption that stood before the credit in the same text."""
    source_note: str = ""
    """`Symbolfoto`, `Skjermdump`: what sort of picture it is."""
    file: bool = False
    """Whether it is marked as a file picture."""
    also: tuple[str, ...] = ()
    """Credits for other work on it: `Montage: …`."""
    credit: str = ""
    """The credit as printed, without the caption before it and without its label."""


@dataclass(frozen=True, slots=True)
class Filing:
    """Where and when a story was filed: a dateline's parts."""

    city: tuple[str, ...] = ()
    """Cities as printed, re-cased from capitals."""
    country: tuple[str, ...] = ()
    """ISO 3166-1 codes, where certain."""
    country_from: str = ""
    """`printed` by a qualifier, or `city`."""
    qualifier: str = ""
    date: str = ""
    """As printed; it has no year of its own."""
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """Everything one credit line says. Agencies are identifiers of the agency table."""

    raw: str
    """The line, byte for byte."""
    kind: CreditKind | None = None
    """None where the line is no credit."""
    staff: tuple[str, ...] = ()
    """Desk initials as printed, in order."""
    agencies: tuple[str, ...] = ()
    """Agencies credited with the copy, the dateline's included; never those of a picture."""
    people: tuple[Person, ...] = ()
    photo: PhotoCredit | None = None
    dateline: Filing | None = None
    date: str = ""
    publisher: str = ""
    desk: str = ""
    service: str = ""
    """A service of the agency: EFECOM, dpa/lni."""
    press_release: str = ""
    """Distributor of a press release; its text is no agency's."""
    generic_agencies: bool = False
    """Whether it credits agencies without naming them."""
    distributor: str = ""
    routing: tuple[str, ...] = ()
    """Marks of a wire's own system."""
    flags: tuple[str, ...] = ()
    """What a person should look at: `unknown: WAA`, `place-scope`, …"""
