"""A mark whose paragraph is gone gets a new place by a tap, beside the one it had."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import carrying, scenes
from tests.browser.people import People
from tests.browser.server import Site

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def test_an_orphan_is_placed_by_a_tap(people: People, site: Site) -> None:
    version_id = carrying.revised(scenes.in_session(site), site)
    chair = people.enter("chutri")
    page = chair.page
    chair.go(f"/papers/{version_id}")
    chair.photograph("carried-reader")
    chair.follow("2 ghi chú được chuyển từ bản trước", exact=False)
    chair.sees("Hỏi lại Sở Kế hoạch và Đầu tư")
    chair.photograph("carried-list")
    phone = people.enter("chutri", PHONE, "dark")
    phone.go(f"/papers/{version_id}/carried-marks?show=all")
    phone.photograph("carried-list-phone")
    chair.follow("Chọn chỗ")
    sheet = page.locator("svg.carried-sheet")
    box = sheet.bounding_box()
    assert box is not None
    sheet.click(position={"x": box["width"] / 2, "y": box["height"] / 4})
    across = page.locator("form[data-module=place-tap] input[name=x]")
    expect(across).to_have_value(re.compile(r"^29[678]\."))
    tapped = float(across.input_value())
    sheet.press("ArrowRight")
    expect(across).to_have_value(f"{tapped + 5:.1f}")
    chair.photograph("carried-place")
    phone.go(page.url.removeprefix(site.origin))
    phone.photograph("carried-place-phone")
    chair.press("Đặt ở đây")
    chair.sees("Đã đặt ghi chú vào chỗ mới.")
    chair.sees("Đã chọn chỗ")
    chair.photograph("carried-all")
