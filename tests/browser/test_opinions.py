"""A member writes an opinion while the line is lost; the secretary's list shows it by itself."""

import pytest
from playwright.sync_api import expect

from tests.browser import scenes
from tests.browser.people import DESK, People
from tests.browser.server import Site

pytestmark = pytest.mark.browser


def test_what_is_typed_survives_and_arrives_without_a_reload(people: People, site: Site) -> None:
    meeting = scenes.in_session(site)
    opinion_id = scenes.opinion(meeting)
    page = f"/agenda-items/{meeting.items[0]}/opinions"
    secretary = people.enter("thuky", DESK)
    secretary.go(page)
    secretary.sees("Đề nghị bổ sung lộ trình")
    member = people.enter("daibieu02")
    member.go(page)
    box = member.page.locator("#f-text-self")
    box.fill("Nên thí điểm trước")
    member.page.wait_for_function(
        "() => Object.values(sessionStorage).includes('Nên thí điểm trước')"
    )
    member.page.reload()
    expect(box).to_have_value("Nên thí điểm trước")
    member.sees("Lời đang soạn, chưa gửi")
    member.watch.forgive(r"ERR_INTERNET_DISCONNECTED|Failed to load resource")
    member.page.context.set_offline(True)
    member.press("Gửi ý kiến")
    member.sees("Chưa ghi nhận: mạng đang mất.")
    member.page.context.set_offline(False)
    expect(member.page.locator("#own .recorded-opinion")).to_contain_text("Nên thí điểm trước")
    expect(secretary.page.locator("#all li")).to_have_count(2)
    expect(secretary.page.locator("#all")).to_contain_text("Nên thí điểm trước")
    secretary.press("Kết thúc lấy ý kiến")
    secretary.press("Kết thúc")
    secretary.sees("Đã kết thúc lấy ý kiến")
    secretary.page.locator(f"#opinion-{opinion_id} a.btn").click()
    secretary.page.get_by_label("Tiếp thu", exact=True).check()
    secretary.fill("Nội dung", "Đã bổ sung ở mục 3")
    secretary.press("Ghi nhận")
    secretary.sees("Đã bổ sung ở mục 3")
    expect(member.page.locator("#all")).to_contain_text("Đã bổ sung ở mục 3")
