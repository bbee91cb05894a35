"""A site's own colours: what may be set, what is refused, and what is mixed of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.colours import LEAST_CONTRAST, LEAST_EDGE, THEME, Palette, colours_of, contrast, mixed, style_of, tokens
from backfile.errors import SettingError

COLOUR = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def refusal(value: dict[object, object]) -> str:
    with pytest.raises(SettingError) as caught:
        colours_of(value, place="pelicanconf.py")
    return str(caught.value)


def readable(colour: str, paper: str) -> str:
    """A colour where it can be read on a paper, else black or white."""
    return max(colour, "#000000", "#ffffff", key=lambda each: min(contrast(each, paper), LEAST_CONTRAST))


def test_what_a_site_leaves_out_stays_the_themes() -> None:
    colours = colours_of({"accent": "#0B4F6C", "dark": {"ink": "#ffffff"}}, place="pelicanconf.py")
    assert colours.light == Palette(THEME.light.paper, THEME.light.ink, "#0b4f6c")
    assert colours.dark == Palette(THEME.dark.paper, "#ffffff", THEME.dark.accent)


def test_a_colour_that_is_hard_to_read_is_refused_with_its_contrast_and_what_to_do() -> None:
    assert refusal({"accent": "#ff4f6c"}) == (
        'pelicanconf.py: COLOURS["accent"]: has a contrast of 3.05:1 to the paper #fbfaf6, and text needs 4.5:1 '
        "(found '#ff4f6c'). Choose a darker colour, or another paper"
    )
    assert 'COLOURS["dark"]["ink"]: has a contrast of' in refusal({"dark": {"ink": "#444444"}})
    assert "Choose a lighter colour" in refusal({"dark": {"ink": "#444444"}})


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"accent": "red"}, "COLOURS[\"accent\"]: is no colour in hex form (found 'red')"),
        ({"accent": "#f00"}, 'COLOURS["accent"]: is no colour in hex form'),
        ({"paper": 5}, 'COLOURS["paper"]: is no colour in hex form'),
        ({"acent": "#7d1f1a"}, "COLOURS['acent']: is no colour of a site"),
        ({"dark": "#000000"}, 'COLOURS["dark"]: is no table of colours'),
        ({"dark": {"dark": {}}}, "COLOURS[\"dark\"]['dark']: is no colour of a site"),
    ],
)
def test_what_is_no_colour_is_refused_by_its_name(value: dict[object, object], said: str) -> None:
    assert said in refusal(value)


@given(COLOUR, COLOUR, COLOUR)
def test_whatever_colours_a_site_may_choose_all_text_on_all_grounds_can_be_read(
    paper: str, ink: str, accent: str
) -> None:
    ink, accent = readable(ink, paper), readable(accent, paper)
    found = tokens(Palette(paper, ink, accent))
    for text in ("ink", "ink-quiet", "accent"):
        assert contrast(found[text], paper) >= LEAST_CONTRAST
        assert contrast(found[text], found["paper-raised"]) >= LEAST_CONTRAST or found["paper-raised"] == paper
    assert contrast(found["control"], paper) >= LEAST_EDGE
    for number in range(1, 6):
        shade = mixed(accent, paper, int(found[f"level-{number}"].rstrip("%")))
        assert contrast(ink if number < 4 else paper, shade) >= LEAST_CONTRAST


def test_the_style_sheet_says_only_what_differs_from_the_theme_in_either_scheme() -> None:
    style = style_of(colours_of({"accent": "#0b4f6c"}, place="pelicanconf.py"))
    assert style == (
        "@layer tokens {\n"
        ":root { --accent: #0b4f6c; }\n"
        "@media (prefers-color-scheme: dark) { :root { --accent: #e8a694; } }\n"
        "}\n"
    )


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
