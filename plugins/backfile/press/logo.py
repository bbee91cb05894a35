"""The site's logo: a file beside the settings, looked through before any reader opens it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from backfile.errors import SettingError
from backfile.press.picture_size import picture_size
from backfile.views import LogoView

_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "{http://www.w3.org/2000/svg}svg"
_FOREIGN = frozenset({"script", "foreignObject", "handler", "iframe", "embed", "object"})
"""Elements of SVG that run script, or hold what does."""

_LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(?:px)?\s*")


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo that may be shown."""

    file: Path
    name: str
    """Its name among the theme's files: it changes with its bytes."""
    width: int
    height: int
    is_svg: bool


def logo_of(setting: str, folder: Path, *, place: str) -> Logo | None:
    """The logo that a setting names, in the folder of the settings; None where it names none.

    Raises:
        SettingError: it is no file of that folder, no SVG or PNG, or an SVG that would run script or load something.
    """
    if not setting:
        return None
    file = folder / setting
    try:
        if not file.resolve().is_relative_to(folder.resolve()):
            raise SettingError(
                "is no file beside the settings", place=place, field="LOGO", value=setting,
                remedy=f"Put the logo into {folder.name}/ and name it: LOGO = 'logo.svg'",
            )  # fmt: skip
        data = file.read_bytes()
    except (OSError, ValueError) as cause:
        raise SettingError(
            "cannot be read", place=place, field="LOGO", value=setting,
            remedy="Put the file beside the settings, or remove LOGO",
        ) from cause  # fmt: skip
    is_svg = not data.startswith(_PNG)
    width, height = _svg_size(data, setting, place) if is_svg else picture_size(file)
    if not width or not height:
        raise SettingError(
            "does not tell its size", place=place, field="LOGO", value=setting,
            remedy="Give the svg element a viewBox, or save the file anew",
        )  # fmt: skip
    digest = hashlib.sha256(data).hexdigest()[:8]
    return Logo(file, f"logo-{digest}.{'svg' if is_svg else 'png'}", width, height, is_svg)


def logo_view(logo: Logo | None, static: str) -> LogoView | None:
    """The logo as templates see it; `static` is the folder of the theme's files on the site."""
    return LogoView(f"/{static}/{logo.name}", logo.width, logo.height, icon=logo.is_svg) if logo else None


def _svg_size(data: bytes, setting: str, place: str) -> tuple[int, int]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as cause:
        raise SettingError(
            "is neither an SVG nor a PNG that can be read", place=place, field="LOGO", value=setting,
            remedy="Save the logo as plain SVG or as PNG",
        ) from cause  # fmt: skip
    if root.tag != _SVG:
        raise SettingError(
            "is neither an SVG nor a PNG", place=place, field="LOGO", value=setting,
            remedy="Save the logo as plain SVG or as PNG",
        )  # fmt: skip
    for node in (*root.itersiblings(preceding=True), *root.iter(), *root.itersiblings()):
        if fault := _fault(node):
            raise SettingError(
                f"{fault}, which a logo may not", place=place, field="LOGO", value=setting,
                remedy="Save it as plain SVG, without script and without links",
            )  # fmt: skip
    return _drawn_size(root)


def _fault(element: etree._Element) -> str:
    """What in a node would run script or load something; empty where nothing would."""
    if isinstance(element, etree._Comment):  # noqa: SLF001  # lxml names its classes so
        return ""
    if not isinstance(element.tag, str):
        return "holds an entity or an instruction to other programs"
    tag = element.tag.rpartition("}")[2]
    if tag in _FOREIGN:
        return f"holds a <{tag}>"
    if tag == "style" and re.search(r"@import|url\(\s*['\"]?(?!#)", element.text or "", re.IGNORECASE):
        return "loads something from its <style>"
    for name, value in element.attrib.items():
        local = str(name).rpartition("}")[2]
        if local.lower().startswith("on"):
            return f"runs script ({local})"
        if local == "href" and not re.match(r"\s*(#|data:image/(png|jpeg|webp|gif)[;,])", str(value)):
            return f"leads elsewhere (href of <{tag}>)"
        if re.search(r"url\(\s*['\"]?(?!#)|javascript:", str(value), re.IGNORECASE):
            return f"loads something ({local} of <{tag}>)"
    return ""


def _drawn_size(root: etree._Element) -> tuple[int, int]:
    """Width and height of an SVG as it says them, else those of its viewBox; (0, 0) where it says neither."""
    said = [_LENGTH.fullmatch(str(root.get(name, ""))) for name in ("width", "height")]
    if all(said):
        sizes = [float(found[1]) for found in said if found]
    else:
        parts = re.split(r"[\s,]+", str(root.get("viewBox", "")).strip())
        sizes = [float(part) for part in parts[2:] if re.fullmatch(r"[0-9]+(\.[0-9]+)?", part)]
    if len(sizes) != 2:  # width and height
        return 0, 0
    return max(1, round(sizes[0])), max(1, round(sizes[1]))
