"""Reading on a screen: the panel beside the paper, by touch and by keys; one verb each."""

from playwright.sync_api import CDPSession, Locator, expect

from tests.browser.people import Person
from tests.browser.room import READY_MS

ON_PAGES = '[data-no-interaction] div[style*="background: rgb"]'


def open_paper(person: Person, version_id: object) -> None:
    """Open a paper on its own page, and wait until the viewer has painted."""
    person.go(f"/papers/{version_id}")
    is_painted(person)


def is_painted(person: Person) -> None:
    """Wait until the viewer stands where the server's picture stood."""
    expect(person.page.locator("embedpdf-container")).to_be_attached(timeout=READY_MS)
    expect(person.page.locator(".paper-viewer__cover")).to_have_count(0, timeout=READY_MS)


def panel(person: Person) -> Locator:
    """The panel beside the paper."""
    return person.page.locator("[data-paper-panel]")


def at_page(person: Person, page: int, pages: int) -> None:
    """Wait until this page is in view."""
    expect(person.page.locator("[data-paper-number]")).to_have_text(f"Trang {page}/{pages}")


def look_for(person: Person, words: str) -> None:
    """Search by keys alone."""
    person.page.keyboard.press("Alt+k")
    expect(person.page.locator("#panel-text")).to_be_focused()
    person.page.locator("#panel-text").fill(words)
    person.page.keyboard.press("Enter")


def found(person: Person, words: str) -> None:
    """Wait until the panel tells which place of how many one is at."""
    expect(panel(person).locator("[data-found-count]")).to_have_text(words)


def keeps_place(person: Person) -> None:
    """Wait until the server has been told which page is read."""
    with person.page.expect_response(lambda answer: answer.url.endswith("/reading-place")) as told:
        pass
    assert told.value.status == 204


APP = """document.querySelector('script[src*="/js/app.js"]').src"""


class Weight:
    """What a page weighs after rubbish was collected: heap in bytes, nodes."""

    def __init__(self, person: Person) -> None:
        self._page = person.page
        self._line: CDPSession = person.page.context.new_cdp_session(person.page)
        self._line.send("Performance.enable")

    def now(self) -> dict[str, float]:
        """Collect, then measure."""
        for _ in range(2):
            self._line.send("HeapProfiler.collectGarbage")
        metrics = {
            m["name"]: m["value"] for m in self._line.send("Performance.getMetrics")["metrics"]
        }
        return {
            "heap": metrics["JSHeapUsedSize"],
            "nodes": metrics["Nodes"],
            "viewers": self._living("viewer/paper-viewer.js", "PaperViewer"),
        }

    def _living(self, module: str, kind: str) -> int:
        """How many objects of a class of ours are alive."""
        code = (
            f"(async () => (await import({APP}.replace('app.js', '{module}'))).{kind}.prototype)()"
        )
        asked = {"expression": code, "awaitPromise": True, "objectGroup": "weight"}
        prototype = self._line.send("Runtime.evaluate", asked)["result"]["objectId"]
        found = self._line.send("Runtime.queryObjects", {"prototypeObjectId": prototype})
        count = {
            "objectId": found["objects"]["objectId"],
            "functionDeclaration": "function () { return this.length }",
            "returnByValue": True,
        }
        number: int = self._line.send("Runtime.callFunctionOn", count)["result"]["value"]
        self._line.send("Runtime.releaseObject", {"objectId": found["objects"]["objectId"]})
        self._line.send("Runtime.releaseObject", {"objectId": prototype})
        return number


# The desk of the page, through the module the page itself has loaded.
DESK = f"""
const app = {APP};
const {{ deskOf }} = await import(app.replace("app.js", "modules/paper.js"));
const desk = deskOf(document.querySelector(".paper-desk"));
"""


def open_one_after_another(person: Person, versions: list[str]) -> None:
    """Let the desk of the page that is open show paper after paper, as the room does."""
    person.page.evaluate(
        "async (versions) => {"
        + DESK
        + "for (const versionId of versions) await desk.open({ versionId }); }",
        versions,
    )
