"""The secretary's desk: one verb for each thing that moves the session on."""

import re
from datetime import date

from playwright.sync_api import expect

from tests.browser.people import Person


def sit_down(secretary: Person, path: str) -> None:
    """Open the desk of a meeting."""
    secretary.go(f"{path}/desk")
    expect(secretary.page.locator("main.desk-room")).to_be_visible()


def next_is(secretary: Person, words: str) -> None:
    """Wait until this is the one next action."""
    expect(secretary.page.locator("[data-next] button")).to_contain_text(words)


def do_next(secretary: Person, words: str) -> None:
    """Wait until this is the next action, and do it."""
    next_is(secretary, words)
    secretary.page.locator("[data-next] button").click()


def check_in(secretary: Person, name: str) -> None:
    """Check somebody in who has no device in hand."""
    secretary.page.get_by_role("button", name=name).click()


def push(secretary: Person, number: int, title: str) -> None:
    """Open an item for everybody."""
    secretary.page.get_by_role("button", name=f"Mở mục {number}", exact=True).last.click()
    expect(secretary.page.locator("[data-now-title]")).to_have_text(title)


def turn_to(secretary: Person, page: int, pages: int) -> None:
    """Turn the room's page, one press for each step."""
    shown = secretary.page.locator("[data-page-number]")
    here = int((shown.text_content() or "0/").split("/")[0])
    button = "Trang sau" if page > here else "Trang trước"
    for _ in range(abs(page - here)):
        secretary.page.get_by_role("button", name=button).click()
    expect(shown).to_have_text(f"{page}/{pages}")


def open_vote(secretary: Person, question: str) -> None:
    """Look at the question, word it, and open the vote."""
    do_next(secretary, "Chuẩn bị biểu quyết")
    secretary.page.get_by_label("Câu hỏi").fill(question)
    do_next(secretary, "Mở biểu quyết")
    expect(secretary.page.locator("[data-vote-open]")).to_be_visible()


def tally_is(secretary: Person, words: str) -> None:
    """Wait until so many have cast."""
    expect(secretary.page.locator("[data-vote-open] .tally b")).to_have_text(words)


def close_vote(secretary: Person) -> None:
    """Close the vote."""
    do_next(secretary, "Đóng biểu quyết")
    _confirm(secretary)


def sees_verdict(secretary: Person, verdict: str, sentence: re.Pattern[str]) -> None:
    """Wait for the verdict and its sentence."""
    expect(secretary.page.locator("[data-verdict]")).to_have_text(verdict)
    expect(secretary.page.locator("[data-vote-closed] [data-sentence]")).to_have_text(sentence)


def record(
    secretary: Person, text: str, lead: str, coordinating: str, supervisor: str, informed: str,
    due: date,
) -> None:  # fmt: skip
    """Write a conclusion with everybody named in it, and record it."""
    form = secretary.page.locator("[data-conclude]")
    form.get_by_label("Nội dung kết luận").fill(text)
    _name(secretary, "lead", lead)
    _name(secretary, "coordinating", coordinating)
    _name(secretary, "supervisor", supervisor)
    _name(secretary, "informed", informed)
    secretary.fill_day(form.locator("#c-due"), due)
    form.get_by_role("button", name="Ghi kết luận").click()
    expect(secretary.page.locator("[data-conclusions] ol")).to_contain_text(text)


def issue(secretary: Person) -> None:
    """Issue the conclusion as a task."""
    do_next(secretary, "Giao nhiệm vụ")
    _confirm(secretary)
    link = secretary.page.locator("[data-conclusions]").get_by_role("link", name="Nhiệm vụ")
    expect(link).to_be_visible()


def close_session(secretary: Person) -> None:
    """Close the session."""
    secretary.page.locator("[data-close-session]").click()
    secretary.page.locator("dialog[open]").get_by_role("button", name="Kết thúc phiên họp").click()
    expect(secretary.page.locator("[data-meeting-state]")).to_have_text("Đã kết thúc")


def _confirm(secretary: Person) -> None:
    """Say yes where the desk asks once more."""
    dialog = secretary.page.locator("dialog[open]")
    if dialog.count():
        dialog.locator("button[value=yes]").click()


def _name(secretary: Person, field: str, words: str) -> None:
    """Find somebody in a long list without accents, as one types in a hurry."""
    page = secretary.page
    page.locator(f"#c-{field}-find").fill(words)
    page.locator(f"#c-{field}-list").get_by_role("option", name=words).first.click()
    expect(page.locator(f"#c-{field}-find")).to_have_value(re.compile(re.escape(words)))
