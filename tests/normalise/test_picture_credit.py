"""Picture credits: caption and credit told apart, and the credit taken to pieces."""

from __future__ import annotations

import pytest

from backfile.article import Image
from backfile.normalise.picture_credit import ends_in_credit, image_of


def test_a_labelled_credit_line_loses_its_label() -> None:
    assert image_of("A crane in the harbour", "Image: picture-alliance/AP Photo/I. Vantorre") == Image(
        caption="A crane in the harbour",
        credit="picture-alliance/AP Photo/I. Vantorre",
        collection="picture alliance",
        agencies=("AP",),
        photographer="I. Vantorre",
    )


def test_a_credit_glued_to_its_caption_is_cut_off() -> None:
    assert image_of("Ein Kran steht im Hafen.Bild: Ilse Vantorre/picture alliance", lang="de") == Image(
        caption="Ein Kran steht im Hafen.",
        credit="Ilse Vantorre/picture alliance",
        collection="picture alliance",
        photographer="Ilse Vantorre",
    )


def test_a_caption_without_a_credit_stays_whole() -> None:
    caption = "The mayor (Labour) stands at the pier in Oslo"
    assert image_of(caption) == Image(caption=caption)


def test_two_photographers_are_not_chosen_between() -> None:
    assert image_of("", "Ilse Vantorre/Tomas Okell/AP").photographer == ""


@pytest.mark.parametrize(
    ("text", "is_credit"),
    [
        ("Foto: Ilse Vantorre/dpa", True),
        ("A crane. (Ilse Vantorre / AP)", True),
        ("Getty Images", True),
        ("A crane stands in the harbour", False),
        ("", False),
    ],
)
def test_a_credit_at_the_end_is_recognised(text: str, is_credit: bool) -> None:
    assert ends_in_credit(text) is is_credit
