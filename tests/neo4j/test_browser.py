"""Neo4j Browser in headless Chromium against the started server: it takes style and saved queries, and runs them.

Left out where there is no Chromium; CI has one (`.ci/run` installs it).  With `KG_PICTURE` set to a file, the picture
of docs/ is taken there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.neo4j.browser import address, guide, saved, write
from kg.neo4j.connection import Settings
from kg.neo4j.load import load
from kg.neo4j.server import Server
from kg.store.dataset import Dataset

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
_DROP = """(file) => {
  const data = new DataTransfer();
  data.items.add(new File([file.text], file.name));
  for (const kind of ["dragenter", "dragover", "drop"])
    document.querySelector("[data-testid=main]").dispatchEvent(
      new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
}"""


@pytest.fixture
def page(data: Dataset, where: Settings, server: Server) -> Iterator[Any]:
    """Neo4j Browser, connected to the server with the hand-made graph."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium: .ci/run installs it")
        pytest.skip("left out: needs Chromium, and none is found here")
    from playwright.sync_api import sync_playwright

    load(data, where)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(180_000)  # a slow machine; nothing is waited for that is there
        page.goto(address(server))
        page.fill("[data-testid=password]", server.password)
        page.click("[data-testid=connect]")
        page.wait_for_selector("text=You are connected")
        yield page
        browser.close()


def drop(page: Any, path: Path) -> None:
    page.evaluate(_DROP, {"name": path.name, "text": path.read_text(encoding="utf-8")})


def run_saved(page: Any, title: str) -> None:
    """Runs a saved query from the drawer and waits for its graph."""
    item = page.locator("[data-testid=savedScriptListItem]", has_text=title)
    item.hover()
    item.locator("[data-testid=savedScriptsButton-Run]").click()
    frame = page.locator("[data-testid=frame]", has_text=title.removeprefix("kg: ")).first
    frame.locator("svg .node").first.wait_for()


def test_it_takes_the_style_and_the_saved_queries_and_runs_them(page: Any, tmp_path: Path) -> None:
    files = {path.name: path for path in write(tmp_path / "files")}
    drop(page, files["style.grass"])
    page.wait_for_selector("[data-testid=styleResetButton]")
    for name in ("02-according-to-whom.cypher", "01-who-met-whom.cypher"):
        drop(page, files[name])
        page.get_by_text("Save to favorites").click()
    page.click("[data-testid=navigationFavorites]")
    run_saved(page, "kg: according to whom")
    run_saved(page, "kg: who met whom")
    page.click("[data-testid=navigationFavorites]")
    first = page.locator("[data-testid=frame]").first
    assert first.locator("svg .node").count() == 3
    texts = "".join(first.locator("svg text").all_text_contents())
    assert "القاسم" in texts  # captions are names
    assert "مسؤول" in texts  # a line says according to whom
    assert first.locator("svg .node circle").first.get_attribute("r") is not None
    target = Path(os.environ.get("KG_PICTURE", tmp_path / "picture.png"))
    page.screenshot(path=str(target))
    assert target.stat().st_size > 20_000


def test_the_guide_has_a_slide_for_every_saved_query() -> None:
    text = guide("http://localhost:1/")
    assert text.count("<slide") == len(saved()) + 1
    assert all(query.title.removeprefix("kg: ") in text for query in saved())
    assert "&gt;(:Actor)" in text
