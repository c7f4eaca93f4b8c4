"""A week of an office: a person's plan and report, the unit's gathered from them, the one above."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.people import DESK, People, Person
from tests.browser.server import Site

pytestmark = pytest.mark.browser


PHONE = {"width": 390, "height": 844}


def test_from_a_persons_plan_to_the_report_of_the_office_above(people: People, site: Site) -> None:
    official = people.enter("canbo")
    found = plan_and_report(official)
    clerk = people.enter("vanthu", DESK)
    begin(clerk, "Tổng hợp báo cáo")
    clerk.page.locator("input[name=chosen]").first.check()
    clerk.press("Đưa việc đã chọn vào")
    clerk.sees("Đã đưa các việc được chọn")
    expect(clerk.page.locator("textarea[name=text]").first).to_have_value("Đo tốc độ đường truyền")
    found += violations(clerk, "gathered", settled="load")
    sheet = clerk.page.url.removeprefix(site.origin).split("#")[0]

    leader = people.enter("daibieu02", DESK)
    leader.go(sheet)
    leader.press("Duyệt, gửi")
    leader.press("Lập dự thảo để phát hành")
    leader.sees("Đã lập dự thảo văn bản.")
    leader.go(sheet)
    leader.sees("Đã có dự thảo")
    leader.photograph("weekly-unit-sent")
    found += violations(leader, "sent", settled="load")

    secretary = people.enter("thuky", DESK)
    begin(secretary, "Tổng hợp báo cáo")
    table = secretary.page.get_by_role("region", name="Các đơn vị trực thuộc")
    office = table.get_by_role("row").filter(has_text="Văn phòng Tỉnh ủy")
    expect(office.get_by_role("cell")).to_have_text(["1", "1", "0", "0", "0"])
    secretary.photograph("weekly-office")
    found += violations(secretary, "with the units below", settled="load")
    secretary.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    secretary.photograph("weekly-office-phone")
    office.get_by_role("link").click()
    secretary.sees("Đo tốc độ đường truyền")
    assert not found, "\n".join(found)


def begin(person: Person, words: str) -> None:
    """Begin a sheet on the page of the week."""
    person.go("/weekly")
    person.page.get_by_role("button", name=words, exact=True).first.click()
    expect(person.page.locator("#sheet")).to_be_visible()


def plan_and_report(official: Person) -> list[str]:
    """Send a plan of one line, and the report that it was done; what axe finds on the way."""
    begin(official, "Lập kế hoạch")
    official.page.locator("textarea[name=text]").first.fill("Đo tốc độ đường truyền")
    found = violations(official, "plan", settled="load")
    official.press("Gửi đơn vị")
    official.sees("Đã gửi.")
    begin(official, "Lập báo cáo")
    expect(official.page.locator("textarea[name=text]").first).to_have_value(
        "Đo tốc độ đường truyền"
    )
    official.page.get_by_label("Mức độ").first.select_option(label="Đã xong")
    found += violations(official, "report", settled="load")
    official.photograph("weekly-report")
    official.press("Gửi đơn vị")
    official.sees("Đã gửi.")
    return found
