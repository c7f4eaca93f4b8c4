"""Many files are sent: to their items, in order; a lost network and a closed page harm none."""

import random
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser import scenes
from tests.browser.people import DESK, People, Person
from tests.browser.server import Site
from tests.gatherings import Gathering
from tests.samples import plain_pdf

pytestmark = pytest.mark.browser
LOST = "Mất kết nối"


@pytest.fixture
def meeting(site: Site) -> Gathering:
    return scenes.draft(site).planned()


@pytest.fixture
def secretary(people: People, meeting: Gathering) -> Person:
    met = people.enter("thuky", DESK)
    met.go(scenes.page_of(meeting))
    return met


def bulk(secretary: Person) -> Locator:
    """The form for files of the whole meeting, unfolded."""
    fold = secretary.page.locator("#agenda details.bulk")
    if not fold.locator("form").is_visible():
        fold.locator("summary").click()
    return fold.locator("form")


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def big(pages: int = 1) -> bytes:
    """A PDF of three parts: what follows its end is harmless, and does not compress."""
    return plain_pdf(pages) + b"%" + random.Random(pages).randbytes(9_000_000) + b"\n%%EOF\n"


def test_many_files_go_to_their_items_in_order(
    secretary: Person, meeting: Gathering, tmp_path: Path
) -> None:
    files = [written(tmp_path, f"02.{n:02} Phụ lục.pdf", plain_pdf(1, str(n))) for n in range(8)]
    same = written(tmp_path, "02.99 Bản sao.pdf", files[0].read_bytes())
    program = written(tmp_path, "01 Chương trình.pdf", b"MZ" + bytes(500))
    nowhere = written(tmp_path, "Không rõ.pdf", plain_pdf(2))
    form = bulk(secretary)
    form.locator("input[type=file]").set_input_files([*files, same, program, nowhere])
    lines = form.locator("[data-files] > li")
    expect(lines).to_have_count(11)
    secretary.photograph("sending-review")
    secretary.watch.forgive("status of 422", "status of 409")
    form.get_by_role("button", name="Gửi các tệp lên").click()
    expect(form.locator("li[data-state=done]")).to_have_count(8)
    expect(lines.nth(8)).to_contain_text("Trùng nội dung với “02.00 Phụ lục.pdf”")
    expect(lines.nth(9)).to_contain_text("loại khác")
    expect(lines.nth(10)).to_contain_text("Mời chọn nội dung")
    expect(form.locator("[data-sum]")).to_have_text("Đã nhận 8/11 tệp; 2 tệp cần xem lại")
    secretary.photograph("sending-done")
    lines.nth(10).locator("select").select_option(index=1)
    form.get_by_role("button", name="Gửi các tệp lên").click()
    expect(form.locator("li[data-state=done]")).to_have_count(9)
    # Without loading the page anew the papers become readable.
    second = secretary.page.locator("#agenda ol.agenda > li").nth(1).locator("[data-papers]")
    expect(second.locator("li[data-paper-state=ready]")).to_have_count(8, timeout=60_000)
    titles = second.locator("li > a:not(.small)").all_inner_texts()
    assert titles == [path.stem for path in files]
    secretary.photograph("sending-ready")


def test_a_lost_network_is_waited_for(
    secretary: Person, meeting: Gathering, tmp_path: Path
) -> None:
    row = secretary.page.locator("#agenda ol.agenda > li").first
    row.get_by_text("Sửa, thêm tài liệu").click()
    row.locator("input[type=file]").set_input_files(written(tmp_path, "lớn.pdf", big()))
    parts: list[str] = []

    def break_second(route: Route) -> None:
        parts.append(route.request.url.rpartition("/")[2])
        if parts.count("2") in (1, 2) and parts[-1] == "2":
            route.abort("connectionfailed")
        else:
            route.continue_()

    secretary.page.route("**/parts/*", break_second)
    secretary.watch.forgive("ERR_CONNECTION_FAILED")
    row.get_by_role("button", name="Gửi tệp lên").click()
    line = row.locator("[data-files] > li")
    expect(line).to_contain_text(LOST)
    secretary.photograph("sending-lost")
    expect(row.locator("li[data-state=done]")).to_have_count(1, timeout=30_000)
    # What had come was not sent again.
    assert parts == ["1", "2", "2", "2", "3"]


def test_a_closed_page_goes_on_where_it_was(
    secretary: Person, meeting: Gathering, tmp_path: Path
) -> None:
    path = written(tmp_path, "01 Báo cáo dài.pdf", big(2))
    page = secretary.page
    page.route("**/parts/3", lambda route: route.abort("connectionfailed"))
    secretary.watch.forgive("ERR_CONNECTION_FAILED")
    form = bulk(secretary)
    form.locator("input[type=file]").set_input_files(path)
    form.get_by_role("button", name="Gửi các tệp lên").click()
    expect(form.locator("[data-files] > li")).to_contain_text(LOST)
    page.unroute("**/parts/3")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    # The page unfolds it by itself when something was left half sent.
    form = page.locator("#agenda details.bulk[open] form")
    expect(form.locator("[data-unfinished]")).to_contain_text("01 Báo cáo dài.pdf")
    secretary.photograph("sending-unfinished")
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if "/parts/" in asked.url else None)
    form.locator("input[type=file]").set_input_files(path)
    form.get_by_role("button", name="Gửi các tệp lên").click()
    expect(form.locator("li[data-state=done]")).to_have_count(1, timeout=30_000)
    assert [url.rpartition("/")[2] for url in sent] == ["3"]


def test_one_is_cancelled_the_others_go_on(
    secretary: Person, meeting: Gathering, tmp_path: Path
) -> None:
    names = ["01 một.pdf", "01 hai.pdf"]
    files = [written(tmp_path, name, big(n)) for n, name in enumerate(names, 1)]
    secretary.page.route("**/parts/3", lambda route: None)
    form = bulk(secretary)
    form.locator("input[type=file]").set_input_files(files)
    form.get_by_role("button", name="Gửi các tệp lên").click()
    first = form.locator("[data-files] > li").first
    expect(first).to_contain_text("%")
    with secretary.page.expect_response(lambda answer: answer.request.method == "DELETE") as told:
        first.get_by_role("button", name="Bỏ").click()
    assert told.value.status == 204
    expect(first).to_contain_text("Đã dừng")
    expect(form.locator("[data-files] > li").nth(1)).to_contain_text("%")
    secretary.page.on("dialog", lambda dialog: dialog.accept())
