"""The audit log, webhooks and the API page: for everybody, on a desk, a tablet and a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.people import People, Person

pytestmark = pytest.mark.browser

PAGES = (
    "/admin/audit",
    "/admin/audit/3",
    "/admin/webhooks/",
    "/admin/webhooks/new",
    "/api/docs",
    "/api/docs/castBallot",
    "/api/docs?q=khong",
)
SIZES = ((1024, 768), (390, 844))
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wrong_on_any_page_or_width(people: People, scheme: str) -> None:
    admin = people.enter("quantri", scheme=scheme)
    # The document is written when it is first asked for, which a browser need not wait for here.
    admin.site.product.get("/api/v1/openapi.json")
    found = []
    for path in PAGES:
        for width, height in SIZES:
            admin.page.set_viewport_size({"width": width, "height": height})
            admin.go(path)
            if admin.page.evaluate(TOO_WIDE) > 0:
                found.append(f"{path} scrolls sideways at {width}")
        found += faults(admin, path)
    assert not found, "\n".join(found)


def faults(person: Person, path: str) -> list[str]:
    person.page.wait_for_load_state("networkidle")
    answer = Axe().run(person.page, options={"resultTypes": ["violations"]}).response
    return [
        f"{path}: {rule['id']} {[node['target'] for node in rule['nodes'][:3]]}"
        for rule in answer["violations"]
    ]


def test_an_operation_is_found_without_accents_and_its_call_is_shown(people: People) -> None:
    admin = people.enter("quantri")
    admin.go("/api/docs")
    box = admin.page.locator(".api-find input[name=q]")
    box.fill("tai tai lieu len")
    box.press("Enter")
    admin.page.get_by_role("link", name="uploadPaper").click()
    expect(admin.page.locator("#call")).to_contain_text("curl -X POST")
    expect(admin.page.locator("#call")).to_contain_text("Idempotency-Key")
    admin.go("/api/docs/changePassword")
    expect(admin.page.locator("#call")).not_to_contain_text("Idempotency-Key")
    admin.sees("Không nhận Idempotency-Key")


def test_a_filter_narrows_the_log_and_leads_to_an_entry(people: People) -> None:
    admin = people.enter("quantri")
    admin.go("/admin/audit?action=person.created")
    rows = admin.page.locator(".audit-list tbody tr")
    expect(rows.first).to_contain_text("Thêm người")
    rows.first.get_by_role("link").click()
    admin.sees("Vị trí trong chuỗi")
