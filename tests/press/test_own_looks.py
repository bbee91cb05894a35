"""A site's own logo and colours: what is shown of them, what is refused, and what is made anew when they change."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

import pytest

from backfile.errors import SettingError
from backfile.press.logo import logo_of
from backfile.press.theme import asset_addresses, made_files, static_files, theme_folder
from backfile.site import site_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60"><path d="M0 0h300v60z"/></svg>'


def png(width: int, height: int) -> bytes:
    """The smallest grey PNG of a size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width + 1) * height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def logo(folder: Path, content: str | bytes, name: str = "logo.svg"):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return logo_of(name, folder, place="pelicanconf.py")


def test_an_svg_is_shown_in_the_size_of_its_viewbox_and_is_the_icon_too(tmp_path: Path) -> None:
    found = logo(tmp_path, SVG)
    assert (found.width, found.height, found.is_svg) == (300, 60, True)
    assert re.fullmatch(r"logo-[0-9a-f]{8}\.svg", found.name)


def test_a_png_is_shown_in_its_size_and_is_no_icon(tmp_path: Path) -> None:
    found = logo(tmp_path, png(12, 5), "logo.png")
    assert (found.width, found.height, found.is_svg) == (12, 5, False)
    assert found.name.endswith(".png")


def test_the_address_of_a_logo_changes_with_its_bytes(tmp_path: Path) -> None:
    assert logo(tmp_path, SVG).name != logo(tmp_path, SVG.replace("300v60", "300v59")).name


def test_a_site_without_a_logo_has_none(tmp_path: Path) -> None:
    assert logo_of("", tmp_path, place="pelicanconf.py") is None


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "holds a <script>"),
        ('<g onload="alert(1)"/>', "runs script (onload)"),
        ('<a href="javascript:alert(1)"/>', "leads elsewhere (href of <a>)"),
        ('<image href="https://elsewhere.example/x.png"/>', "leads elsewhere (href of <image>)"),
        ('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="other.svg#a"/>', "leads elsewhere (href of <use>)"),
        ("<foreignObject/>", "holds a <foreignObject>"),
        ('<rect fill="url(https://elsewhere.example/x.svg#a)"/>', "loads something (fill of <rect>)"),
        ("<style>@import 'https://elsewhere.example/x.css'</style>", "loads something from its <style>"),
    ],
)
def test_an_svg_that_would_run_script_or_load_something_is_refused_by_name(
    inside: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingError, match="LOGO") as caught:
        logo(tmp_path, SVG.replace("<path", f"{inside}<path"))
    assert said in str(caught.value)
    assert str(caught.value).startswith("pelicanconf.py: LOGO: ")
    assert "logo.svg" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE svg [<!ENTITY a "<script/>">]>' + SVG.replace("<path", "&a;<path"),
        f'<?xml-stylesheet href="https://elsewhere.example/x.css"?>{SVG}',
        "<html/>",
        "GIF89a",
        b"\xff\xfe",
        "",
        SVG.replace(' viewBox="0 0 300 60"', ""),
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_is_no_plain_picture_is_refused(content: str | bytes, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="LOGO"):
        logo(tmp_path, content)


@pytest.mark.parametrize("name", ["missing.svg", "../logo.svg", "/etc/hostname", "lo\0go.svg"])
def test_a_file_that_is_not_beside_the_settings_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(SVG)
    (tmp_path / "site").mkdir()
    with pytest.raises(SettingError, match="LOGO"):
        logo_of(name, tmp_path / "site", place="pelicanconf.py")


def test_what_an_svg_refers_to_within_itself_may_stay(tmp_path: Path) -> None:
    within = '<style>path{fill:url(#a)}</style><use href="#b"/><image href="data:image/png;base64,AA=="/><!-- b -->'
    assert logo(tmp_path, SVG.replace("<path", f"{within}<path"))


def test_the_logo_stands_among_the_static_files(tmp_path: Path) -> None:
    found = logo(tmp_path, SVG)
    assert static_files(theme_folder(), found)[found.name] == tmp_path / "logo.svg"


def test_own_colours_are_added_to_the_style_sheet_and_change_its_address() -> None:
    theme = theme_folder()
    plain, own = (site_of({"SITENAME": "A", **more}) for more in ({}, {"COLOURS": {"accent": "#0b4f6c"}}))
    without, with_colours = (made_files(theme, each)["css/site.css"].decode() for each in (plain, own))
    assert with_colours.startswith(without)
    assert "--accent:#0b4f6c" in with_colours.removeprefix(without)
    before, after = asset_addresses(theme, plain), asset_addresses(theme, own)
    assert [name for name in before if before[name] != after[name]] == ["css/site.css"]
