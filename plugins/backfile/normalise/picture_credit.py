"""The story's picture in words: caption and credit told apart, the credit taken to pieces."""

from __future__ import annotations

from backfile.article import Image
from backfile.normalise.credits.credit import PhotoCredit
from backfile.normalise.credits.photo import parse_photo
from backfile.vocab.agencies import label_of


def image_of(caption: str, credit: str = "", *, file: str = "", lang: str = "") -> Image:
    """The Image of a caption and, where it stood apart, its credit line.

    Without a credit line, a credit at the caption's end is cut off it, also where it is glued on without a space. The
    credit is kept as printed but for its label (`Image:`, `Foto:`); its collection and agencies become labels.
    """
    if not credit.strip():
        photo = parse_photo(caption, lang=lang).photo if ends_in_credit(caption, lang=lang) else None
        if photo is None:
            return Image(file=file, caption=caption.strip())
        return _image(photo, photo.caption, file)
    photo = parse_photo(credit, lang=lang).photo
    assert photo is not None
    words = "\n".join(part for part in (caption.strip(), photo.caption) if part)
    return _image(photo, words, file)


def ends_in_credit(text: str, *, lang: str = "") -> bool:
    """Whether a text is a picture credit or ends in one: it holds a label, or an agency or collection as its credit."""
    photo = parse_photo(text, lang=lang).photo if text.strip() else None
    if photo is None or not photo.credit:
        return False
    return photo.credit != " ".join(text.split()) or bool(photo.agencies or photo.collection)


def _image(photo: PhotoCredit, caption: str, file: str) -> Image:
    return Image(
        file=file,
        caption=caption,
        credit=photo.credit,
        collection=label_of(photo.collection) if photo.collection else "",
        agencies=tuple(label_of(identifier) for identifier in photo.agencies),
        photographer=photo.photographer,
    )
