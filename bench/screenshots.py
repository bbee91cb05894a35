"""Pictures of every page kind of the sample archive, for docs/screens/: three widths, light and dark, a sheet each.

    make screenshots

A sheet shows what a reader sees before scrolling, on a phone, a tablet and a desktop.
"""

from __future__ import annotations

import shutil
import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from built_sites import built, new_site, served  # noqa: E402  # the tests build sites as a user does
from page_kinds import KINDS  # noqa: E402

SIZES = ((360, 800), (768, 800), (1280, 800))
"""Width and height in CSS pixels."""
SCALE = 0.5
"""Of a picture on its sheet."""
ABOUT = """# Pages

Every kind of page of the sample archive, on a phone, a tablet and a desktop, light and dark, before any scrolling.
`make screenshots` makes these pictures and this list."""
QUALITY = 58
"""Of the JPEG, in per cent."""


def shots(browser: Browser, address: str) -> Iterator[tuple[str, list[bytes]]]:
    """The name and the pictures of each look of a page: light ones, then dark ones, by width."""
    for scheme in ("light", "dark"):
        pictures = []
        for width, height in SIZES:
            context = browser.new_context(
                viewport=ViewportSize(width=width, height=height), color_scheme=scheme, device_scale_factor=1
            )
            page = context.new_page()
            page.goto(address, wait_until="networkidle")
            pictures.append(page.screenshot(type="png"))
            context.close()
        yield scheme, pictures


def sheet(browser: Browser, looks: Iterator[tuple[str, list[bytes]]], file: Path) -> None:
    """Write one picture with all looks of a page."""
    rows = []
    for scheme, pictures in looks:
        images = (
            f'<img width="{width * SCALE:.0f}" src="data:image/png;base64,{b64encode(picture).decode()}">'
            for (width, _), picture in zip(SIZES, pictures, strict=True)
        )
        rows.append(f'<div class="{scheme}">{"".join(images)}</div>')
    page = browser.new_page(viewport=ViewportSize(width=1260, height=400))
    page.set_content(
        "<style>body { margin: 0; display: grid; width: max-content; background: #8b867c; padding: 8px; gap: 8px }"
        " div { display: flex; gap: 8px }</style>" + "".join(rows)
    )
    page.locator("body").screenshot(path=file, type="jpeg", quality=QUALITY)
    page.close()


def main() -> None:
    """Build the samples and take a sheet of every kind; sheets of kinds that are gone go too."""
    screens = ROOT / "docs" / "screens"
    screens.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = new_site(Path(folder) / "site")
        shutil.copytree(ROOT / "samples", site / "samples")
        built(site)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        with served(site / "output") as address:
            for kind, path in KINDS.items():
                sheet(browser, shots(browser, address + path), screens / f"{kind.replace(' ', '-')}.jpg")
                print(kind)
        browser.close()
    names = {kind: f"{kind.replace(' ', '-')}.jpg" for kind in KINDS}
    for file in screens.glob("*.jpg"):
        if file.name not in names.values():
            file.unlink()
    shown = "\n\n".join(f"## {kind[0].upper()}{kind[1:]}\n\n![{kind}](screens/{name})" for kind, name in names.items())
    (ROOT / "docs" / "pages.md").write_text(f"{ABOUT}\n\n{shown}\n", "utf-8")


if __name__ == "__main__":
    main()
