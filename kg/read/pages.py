"""Plain text and web pages to articles."""

from __future__ import annotations

import logging
from datetime import date

from kg.errors import InputError
from kg.read.document import Fields
from kg.read.published import day_of


def text_fields(text: str, stem: str) -> Fields:
    """A .txt article: its title is its first line that is not blank."""
    title = next((line.strip() for line in text.splitlines() if line.strip()), None)
    return Fields(text=text, stem=stem, title=title, title_in_text=True)


def html_fields(html: str, origin: str, stem: str) -> Fields:
    """A news page: its article, and title, outlet, date and address as the page's metadata state them.

    Taken out by trafilatura (Barbaresi 2021, ACL System Demonstrations), which drops menus, comments and footers.
    Dates that are only guessed from the page's text are not taken.
    """
    from trafilatura import bare_extraction  # takes 0.2 s, which `kg --help` shall not pay

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it would say is in our error
    if not html.strip():
        raise InputError(origin, "the page is empty")
    dates = {"extensive_search": False, "original_date": True}
    page = bare_extraction(html, with_metadata=True, include_comments=False, date_extraction_params=dates)
    if page is None or isinstance(page, dict) or not (page.text or "").strip():
        raise InputError(origin, "no article was found in the page", "Save its text as .txt")
    text = str(page.text)
    title = str(page.title).strip() if page.title else None
    return Fields(
        text=text,
        stem=stem,
        title=title,
        title_in_text=bool(title) and text.startswith(title or ""),
        outlet=page.sitename,
        published=_day(page.date),
        url=page.url,
        author=page.author,
    )


def _day(value: str | None) -> date | None:
    return day_of(value) if value else None
