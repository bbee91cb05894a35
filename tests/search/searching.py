"""What the tests of the search page do on it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

HEADLINES = "#search-results h2"


def search(page: Page, site: str, query: str) -> list[str]:
    """Open a search by its address, and give the headlines found once all bundles have answered."""
    page.goto(f"{site}search/{query}")
    return settled(page)


def settled(page: Page) -> list[str]:
    """The headlines shown, once nothing is under way any more."""
    expect(page.locator("#search-found[aria-busy=false]")).to_be_attached()
    return page.locator(HEADLINES).all_inner_texts()


def field(page: Page) -> Locator:
    return page.get_by_label("Words to find")


def ask(page: Page, text: str) -> list[str]:
    """Write a search, press Enter, and give the headlines found."""
    field(page).fill(text)
    field(page).press("Enter")
    page.wait_for_timeout(150)  # longer than the page waits for a further letter
    return settled(page)


def asked(page: Page) -> str:
    """What the address asks for."""
    return str(page.evaluate("decodeURIComponent(location.search.replaceAll('+', ' '))"))


def facet(page: Page, name: str) -> dict[str, str]:
    """The values that a facet offers, and the numbers beside them."""
    rows = page.locator(f"[data-facet={name}] label").all_text_contents()
    return dict(row.strip().rsplit(" ", 1) for row in rows)


def choose(page: Page, name: str, label: str) -> list[str]:
    group = page.locator(f"[data-facet={name}]")
    if not group.evaluate("group => group.open"):
        group.locator("summary").click()
    group.get_by_label(label, exact=False).first.click()
    return settled(page)
