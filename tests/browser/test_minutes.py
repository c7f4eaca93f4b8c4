"""The minutes are written: in Telex, pasted from Word, by two at once; sent round and amended."""

import pytest
from playwright.sync_api import Locator, expect

from meetings.commands.session import SessionStep, close_session
from tests.browser import scenes
from tests.browser.people import DESK, People, Person
from tests.browser.server import Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

FROM_WORD = """<p class=MsoNormal style='color:red'><b>Ông Hải</b> nhất trí<o:p></o:p></p>
<ul><li>bổ sung lộ trình</li></ul><img src=x onerror="document.title='hacked'">
<script>document.title='hacked'</script><table><tr><td>ô bảng</td></tr></table>"""


def box(person: Person, index: int) -> Locator:
    """The editor of the nth text: the first is that of the beginning."""
    return person.page.locator("[data-block] .editing").nth(index)


def saved(person: Person) -> None:
    """Wait until everything is saved."""
    expect(person.page.locator("[data-saved]")).to_have_attribute("data-state", "saved")


def compose(person: Person, *steps: str) -> None:
    """Let an input method compose letters, as Telex does, and finish with the last."""
    cdp = person.page.context.new_cdp_session(person.page)
    for text in steps:
        cdp.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
    cdp.send("Input.insertText", {"text": steps[-1]})


def paste(place: Locator, html: str) -> None:
    """Paste HTML, as from Word."""
    place.evaluate(
        """(node, html) => { const data = new DataTransfer(); data.setData("text/html", html);
        node.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true})); }""",
        html,
    )


def test_written_by_two_sent_round_amended(people: People, site: Site) -> None:
    meeting = scenes.in_session(site)
    meeting.run("thuky", close_session, SessionStep(meeting_id=meeting.id))
    page = f"{scenes.page_of(meeting)}/minutes"
    secretary = people.enter("thuky", DESK)
    secretary.go(scenes.page_of(meeting))
    secretary.follow("Xem biên bản")
    secretary.sees("Có mặt 5/5")
    secretary.photograph("minutes-not-opened")
    secretary.press("Mở biên bản để soạn")

    first = box(secretary, 1)
    first.click()
    compose(secretary, "h", "ho", "hô", "hội")
    secretary.page.keyboard.type(" nghị")
    expect(first).to_have_text("hội nghị")
    saved(secretary)
    secretary.page.keyboard.press("Control+a")
    secretary.press("Chữ đậm")
    expect(first.locator("strong")).to_have_text("hội nghị")
    second = box(secretary, 2)
    second.click()
    paste(second, FROM_WORD)
    expect(second.locator("li")).to_have_text("bổ sung lộ trình")
    assert second.locator("img, script, table, [style]").count() == 0
    saved(secretary)

    # What is typed without network survives a reload, and arrives.
    secretary.watch.forgive(r"ERR_INTERNET_DISCONNECTED|Failed to load resource")
    secretary.page.context.set_offline(True)
    first.press("End")
    secretary.page.keyboard.type(" sôi nổi")
    expect(secretary.page.locator("[data-saved]")).to_have_attribute("data-state", "offline")
    secretary.page.context.set_offline(False)
    secretary.page.reload()
    expect(first).to_have_text("hội nghị sôi nổi")
    saved(secretary)

    # Another window of the same desk: other paragraphs are joined, the same one is asked about.
    colleague = people.enter("thuky")
    colleague.go(page)
    expect(box(colleague, 1)).to_have_text("hội nghị sôi nổi")
    box(colleague, 1).press("End")
    colleague.page.keyboard.type(" cả buổi")
    saved(colleague)
    first.press("End")
    secretary.page.keyboard.type(", thống nhất cao")
    clash = secretary.page.locator("[data-clash]:visible")
    expect(clash).to_contain_text("hội nghị sôi nổi cả buổi")
    expect(clash).to_contain_text("hội nghị sôi nổi, thống nhất cao")
    secretary.photograph("minutes-clash")
    secretary.press("Giữ cả hai")
    saved(secretary)
    expect(first.locator("p")).to_have_count(2)
    secretary.photograph("minutes-written")
    secretary.page.set_viewport_size({"width": 390, "height": 844})
    secretary.photograph("minutes-written-phone")
    secretary.page.set_viewport_size(DESK)  # type: ignore[arg-type]

    secretary.press("Gửi xin góp ý…")
    secretary.photograph("minutes-circulating")
    secretary.press("Gửi xin góp ý")
    secretary.sees("Đã gửi biên bản")
    member = people.enter("daibieu01")
    member.go(page)
    expect(member.page.locator(".editing")).to_have_count(0)
    member.photograph("minutes-read")
    member.page.locator(".text a", has_text="Góp ý đoạn này").nth(1).click()
    member.fill("Đoạn này nên ghi là", "Hội nghị thống nhất cao")
    member.fill("Lý do", "Ghi cho gọn")
    member.photograph("minutes-amend")
    member.press("Gửi góp ý")
    member.sees("Chờ trả lời")
    secretary.go(f"{page}/amendments")
    secretary.photograph("minutes-amendments")
    secretary.press("Nhận vào biên bản")
    secretary.sees("Đã nhận")
    secretary.page.set_viewport_size({"width": 390, "height": 844})
    secretary.photograph("minutes-amendments-phone")
    secretary.go(f"{page}/versions")
    secretary.photograph("minutes-versions")
    secretary.page.locator(".versions-of a").last.click()
    secretary.photograph("minutes-compared")
    member.page.reload()
    member.sees("Đã nhận")
