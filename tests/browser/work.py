"""A task's way from the inbox to its evaluation; one verb each."""

from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.people import Person


def receive_from_home(clerk: Person, task: str) -> None:
    """The unit's clerk finds the task at home and receives it."""
    clerk.go("/")
    row = clerk.page.get_by_role("listitem").filter(has_text=task)
    row.get_by_role("button", name="Tiếp nhận").tap()
    expect(clerk.page.get_by_text("Chờ giao người").or_(_assign(clerk)).first).to_be_visible()


def assign(clerk: Person, task: str, official: str) -> None:
    """The clerk names the official."""
    open_task(clerk, task)
    _assign(clerk).first.tap()
    clerk.page.get_by_role("radio", name=official).check()
    clerk.press("Giao việc")
    expect(clerk.page.locator("dl.body")).to_contain_text(f"{official} thực hiện")


def open_task(person: Person, task: str) -> None:
    """From the list of tasks to one."""
    person.go("/tasks")
    person.follow(task, exact=False)
    expect(person.page.get_by_role("heading", level=1)).to_contain_text(task)


def report(official: Person, task: str, percent: int, text: str) -> None:
    """Report progress from the home page."""
    official.go("/")
    row = official.page.get_by_role("listitem").filter(has_text=task)
    row.get_by_role("link", name="Báo cáo").tap()
    official.page.locator("#f-percent").fill(str(percent))
    official.fill("Kết quả đã làm", text)
    official.press("Gửi báo cáo")
    expect(official.page.locator("#reports")).to_contain_text(f"{percent}% · {text}")


def report_done(official: Person, task: str, text: str, evidence: Path) -> None:
    """Report that it is done, with a file that proves it."""
    open_task(official, task)
    official.follow("Báo cáo")
    official.fill("Kết quả đã làm", text)
    official.page.locator('input[type="file"]').set_input_files(evidence)
    official.press("Đã hoàn thành")
    reports = official.page.locator("#reports")
    expect(reports).to_contain_text(f"100% · {text}")
    expect(reports).to_contain_text(evidence.name)


def evaluate_from_home(leader: Person, task: str, evaluation: str, remark: str) -> None:
    """The supervising leader reads the report and accepts it."""
    leader.go("/")
    row = leader.page.get_by_role("listitem").filter(has_text=task)
    row.get_by_role("link", name="Đánh giá").tap()
    leader.page.get_by_role("radio", name=evaluation, exact=True).check()
    leader.fill("Nhận xét", remark)
    leader.press("Chấp nhận")
    verdict = leader.page.locator("section.verdict")
    expect(verdict).to_contain_text(f"{evaluation} · {remark}")


def dashboard_counts(person: Person, unit: str, column: int, count: int) -> None:
    """Look the unit up on the dashboard; columns count from the first figure."""
    person.go("/dashboard")
    row = person.page.locator("#units tbody tr").filter(has_text=unit)
    expect(row.locator("td.n:not(.rank)").nth(column)).to_have_text(str(count))


def follow_count(person: Person, unit: str, column: int, task: str) -> None:
    """From a figure of the dashboard to the tasks behind it."""
    row = person.page.locator("#units tbody tr").filter(has_text=unit)
    row.locator("td.n:not(.rank)").nth(column).get_by_role("link").click()
    expect(person.page.get_by_role("link", name=task).first).to_be_visible()


def read_story(person: Person, task: str) -> None:
    """Open the whole way from the meeting to the result."""
    open_task(person, task)
    person.follow("Từ chỉ đạo đến kết quả", exact=False)
    expect(person.page.locator("ol.line")).to_be_visible()


def story_tells(person: Person, *words: str) -> None:
    """Every one of these words stands in the story, in this order."""
    text = person.page.locator("ol.line").inner_text()
    places = [text.find(word) for word in words]
    assert -1 not in places, [word for word, place in zip(words, places, strict=True) if place < 0]
    assert places == sorted(places), dict(zip(words, places, strict=True))


def due_is(person: Person, due: date) -> None:
    """The task's date stands on its page."""
    expect(person.page.locator("time").filter(has_text=f"{due:%d/%m/%Y}").first).to_be_visible()


def _assign(clerk: Person) -> Locator:
    return clerk.page.get_by_role("link", name="Giao cán bộ")
