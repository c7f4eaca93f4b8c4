"""The bell: its figure follows what happens, on every page and device, without a reload."""

import pytest
from playwright.sync_api import Locator, expect

from ecabinet.core.actors import SYSTEM
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.notifications.commands.sending import Nothing
from tests.browser.people import DESK, People, Person
from tests.browser.server import Site

pytestmark = pytest.mark.browser

WHO = "daibieu02"


def tell(site: Site, username: str, title: str) -> None:
    """Tell somebody of something, as any command does."""

    def command(uow: UnitOfWork, _cmd: Nothing) -> None:
        to = [site.office.people[username]]
        uow.notify(
            Notice("account.password_changed", to=to, url="/account", params={"title": title})
        )

    site.platform.store.execute(SYSTEM, command, Nothing())


def dot(person: Person) -> Locator:
    """The figure at the bell."""
    return person.page.locator("a.bell [data-count]")


def test_the_figure_rises_and_falls_on_all_devices(people: People, site: Site) -> None:
    tablet, desk = people.enter(WHO), people.enter(WHO, DESK)
    stranger = people.enter("daibieu03")
    tablet.go("/papers")
    desk.go("/tasks")
    expect(dot(tablet)).to_be_hidden()
    tell(site, WHO, "Một")
    tell(site, WHO, "Hai")
    for device in (tablet, desk):
        expect(dot(device)).to_have_text("2")
        bell = device.page.locator("a.bell")
        expect(bell).to_have_attribute("aria-label", "Thông báo, 2 chưa đọc")
    expect(tablet.page.locator("[data-bell-said]")).to_have_text("Thông báo, 2 chưa đọc")
    tablet.page.locator("a.bell").click()
    tablet.sees("Hai")
    tablet.press("Đánh dấu đã đọc hết")
    expect(dot(tablet)).to_be_hidden()
    expect(dot(desk)).to_be_hidden()  # On the other device, where nobody touched anything.
    tell(site, WHO, "Ba")
    expect(dot(desk)).to_have_text("1")
    expect(dot(stranger)).to_be_hidden()


def test_a_tap_on_a_notice_leads_there_and_the_figure_falls(people: People, site: Site) -> None:
    person = people.enter("daibieu01")
    tell(site, "daibieu01", "Mật khẩu")
    person.go("/notifications")
    expect(dot(person)).to_have_text("1")
    person.page.locator("button.notice").first.click()
    expect(person.page).to_have_url(site.origin + "/account")
    expect(dot(person)).to_be_hidden()
