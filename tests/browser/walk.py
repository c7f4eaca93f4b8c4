"""The steps of the unbroken line, each on the screens of those who take part in it."""

import math
import re
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import expect

from ecabinet.core.clock import office_day, utc_now
from followup.deadlines import on_working_day
from tests import readers
from tests.browser import desk, papers, planning, room, screen, work
from tests.browser.people import DESK, WALL, People, Person

TITLE = "Phiên họp Ban Thường vụ Tỉnh ủy"
ITEMS = (
    "Triển khai phần mềm theo dõi thực hiện nghị quyết, chỉ thị, kết luận",
    "Thực hiện Chỉ thị 23-CT/TU và mở rộng phòng họp E-cabinet",
    "Sơ kết Chương trình hành động 84-CTr/TU",
)
QUESTION = "Thông qua chủ trương mở rộng phòng họp không giấy E-cabinet đến cấp huyện"
SENTENCE = re.compile(r"2 trên 3 .*tán thành")
TASK = "Nâng cấp đường truyền phòng họp cấp huyện, ưu tiên các xã miền núi"
NOTE = "Cần làm rõ nguồn kinh phí"
OFFICE, OFFICIAL = "Văn phòng Tỉnh ủy", "Vũ Đình Khôi"
SECRETARY = "Phạm Thị Thu Hà"
CHAIR, FIRST, SECOND = "Nguyễn Minh Khôi", "Lê Thị Thanh Hà", "Đỗ Quang Vinh"
GUEST, SUPERVISOR = "Ngô Xuân Trường", "Đỗ Khắc Hiển"


class Walk:
    """One meeting and the people who see it through."""

    def __init__(self, people: People, folder: Path) -> None:
        self.people, self.folder = people, folder
        self.today = office_day(utc_now())
        self.due = on_working_day(self.today + timedelta(days=14))
        self.files = papers.official_papers(folder, self.today)
        self.secretary = people.stranger("thuky", DESK).sign_in()
        self.first, self.second = people.enter("daibieu01"), people.enter("daibieu02")
        self.clerk, self.official = people.enter("vanthu"), people.enter("canbo")

    @property
    def members(self) -> tuple[Person, Person]:
        """The two members with tablets."""
        return self.first, self.second

    def prepare(self) -> None:
        """The secretary plans the meeting and calls it."""
        planning.start_new_meeting(self.secretary)
        planning.plan(self.secretary, TITLE, "Phòng họp số 1, Trụ sở Tỉnh ủy")
        self.path = planning.create(self.secretary, TITLE)
        for title, minutes, file in zip(ITEMS, (30, 60, 45), self.files, strict=True):
            planning.add_item(self.secretary, title, minutes, f"Đ/c {SECOND}", OFFICE)
            planning.attach(self.secretary, title, file.path, file.pages)
        planning.invite(self.secretary, "chair", CHAIR)
        planning.invite(self.secretary, "member", FIRST, SECOND)
        planning.invite(self.secretary, "guest", GUEST, items=(ITEMS[1],))
        self.secretary.photograph("meeting-planned")
        planning.call(self.secretary)

    def gather(self) -> None:
        """Members come in from their home pages; the secretary checks the chair in."""
        for member in self.members:
            room.check_in_from_home(member, TITLE)
        desk.sit_down(self.secretary, self.path)
        for name in (SECRETARY, CHAIR):
            desk.check_in(self.secretary, name)
        for member in self.members:
            room.sees_presence(member, "3/3 · đủ số")
            room.sees_agenda(member, *ITEMS)
        self.guest = self.people.enter("khach01")
        room.check_in_from_home(self.guest, TITLE)
        room.sees_agenda(self.guest, ITEMS[1])

    def show_everybody(self) -> None:
        """The session opens; item 2 comes to every device."""
        desk.do_next(self.secretary, "Khai mạc phiên họp")
        desk.push(self.secretary, 2, ITEMS[1])
        for person in (*self.members, self.guest):
            room.sees_item(person, ITEMS[1])
        self.wall = self.people.enter("thuky", WALL)
        screen.stand_before(self.wall, self.path)
        screen.shows_item(self.wall, ITEMS[1])

    def follow_and_leave(self) -> None:
        """Followers turn with the room; one leaves it and comes back."""
        pages = self.files[1].pages
        desk.turn_to(self.secretary, 5, pages)
        for person in (*self.members, self.guest):
            room.reads_page(person, 5, pages)
        screen.shows_page(self.wall, 5)
        room.turn_back(self.second)
        room.is_away(self.second)
        self.second.photograph("room-away")
        desk.turn_to(self.secretary, 6, pages)
        room.reads_page(self.first, 6, pages)
        room.reads_page(self.second, 4, pages)
        desk.turn_to(self.secretary, 5, pages)
        room.come_back(self.second)
        for member in self.members:
            room.reads_page(member, 5, pages)
        self.guest.page.close()

    def write_on_the_paper(self) -> None:
        """Ink and highlight of one member are seen by the other, the private note is not."""
        lines = readers.lines(self.files[1].path, 5)
        self.line, self.stroke = lines[6], _round(lines[13])
        room.take(self.first, "Bút", "Phiên họp")
        room.draw(self.first, *self.stroke)
        room.take(self.first, "Tô sáng", "Phiên họp")
        height = self.line.baseline - 4
        room.draw(self.first, (self.line.left + 4, height), (self.line.right - 4, height))
        room.take(self.first, "Ghi chú", "Của tôi")
        room.put_note(self.first, (560.0, lines[13].baseline - 14), NOTE)
        room.all_is_saved(self.first)
        for _ in range(2):
            room.sees_marks(self.first, ink=1, highlight=1, note=1)
            room.sees_marks(self.second, ink=1, highlight=1, note=0)
            for member in self.members:
                member.page.reload()
                room.paper_is_open(member)
                room.reads_page(member, 5, self.files[1].pages)
        self.first.photograph("room")

    def read_the_download_back(self) -> None:
        """Two independent readers find the marks where they were made, with their author."""
        path = room.download_annotated(self.first, self.path, "02 Tờ trình mở rộng", self.folder)
        for found in (readers.marks_by_pypdf(path), readers.marks_by_pdfium(path)):
            by_kind = {mark.subtype: mark for mark in found}
            assert {mark.page for mark in found} == {5}
            assert {mark.author for mark in found} == {FIRST}
            assert sorted(by_kind) == ["/Highlight", "/Ink", "/Text"]
            assert by_kind["/Text"].contents == NOTE
            self._lies_where_drawn(by_kind["/Ink"].points)
            tops = by_kind["/Highlight"].points[1::2]
            assert all(abs(room.A4[1] - y - self.line.baseline) < 16 for y in tops)
        room.enter(self.first, self.path)
        room.paper_is_open(self.first)

    def _lies_where_drawn(self, points: tuple[int, ...]) -> None:
        ends = [(points[0], points[1]), (points[-2], points[-1])]
        for (x, y), (drawn_x, drawn_y) in zip(ends, (self.stroke[0], self.stroke[-1]), strict=True):
            assert abs(x - drawn_x) < 3
            assert abs(room.A4[1] - y - drawn_y) < 3

    def vote(self) -> None:
        """An open vote: two ballots, a second one refused, the verdict on every device."""
        other_device = self.people.enter("daibieu01")
        room.enter(other_device, self.path)
        desk.open_vote(self.secretary, QUESTION)
        desk.tally_is(self.secretary, "0/3")
        room.choose(other_device, "Không tán thành")
        room.choose(self.first, "Tán thành")
        self.first.photograph("ballot")
        room.send(self.first, "Tán thành")
        room.is_recorded(self.first, "Tán thành")
        desk.tally_is(self.secretary, "1/3")
        screen.shows_turnout(self.wall, 1, 3)
        other_device.watch.forgive(r"status of 409 .*/ballots")
        room.send(other_device, "Không tán thành")
        room.is_refused(other_device)
        other_device.page.close()
        room.cast(self.second, "Tán thành")
        desk.tally_is(self.secretary, "2/3")
        screen.shows_turnout(self.wall, 2, 3)
        self.secretary.photograph("desk")
        self.wall.photograph("screen-vote")
        desk.close_vote(self.secretary)
        desk.sees_verdict(self.secretary, "Thông qua", SENTENCE)
        screen.shows_verdict(self.wall, "Thông qua", SENTENCE)
        for member in self.members:
            room.sees_result(member, "Thông qua", SENTENCE)
            room.back_to_paper(member)
        self.wall.photograph("screen-result")

    def conclude(self) -> None:
        """The conclusion is recorded with everybody's part, and issued."""
        desk.record(
            self.secretary, f"{TASK}.", OFFICE, "Sở Tài chính", SUPERVISOR,
            "Ủy ban Kiểm tra Tỉnh ủy", self.due,
        )  # fmt: skip
        desk.issue(self.secretary)
        self.secretary.photograph("desk-concluded")

    def do_the_work(self) -> None:
        """Received, assigned, reported, proven, accepted."""
        work.receive_from_home(self.clerk, TASK)
        work.assign(self.clerk, TASK, OFFICIAL)
        work.due_is(self.clerk, self.due)
        work.report(self.official, TASK, 60, "Đã nâng cấp 5 trên 9 huyện, thành phố.")
        proof = papers.evidence(self.folder, self.today)
        work.report_done(self.official, TASK, "Đã nâng cấp đủ 9 huyện, thành phố.", proof.path)
        leader = self.people.enter("lanhdao")
        leader.photograph("home-leader")
        work.evaluate_from_home(leader, TASK, "Tốt", "Làm nhanh, số liệu rõ.")
        leader.photograph("task")

    def look_back(self) -> None:
        """The dashboard counts the task under its unit; its page tells the whole way."""
        work.dashboard_counts(self.secretary, OFFICE, column=1, count=1)
        self.secretary.photograph("dashboard")
        work.follow_count(self.secretary, OFFICE, column=1, task=TASK)
        chip = self.secretary.page.locator("#content .chip").filter(has_text="Hoàn thành đúng hạn")
        expect(chip).to_be_visible()
        results = (TASK, "60%", "100%", "Tốt", "Làm nhanh, số liệu rõ.")
        work.read_story(self.secretary, TASK)
        work.story_tells(self.secretary, TITLE, QUESTION, "Kết luận", *results)
        self.secretary.photograph("story")
        # The official was not in the room: of the vote the story says nothing to him.
        work.read_story(self.official, TASK)
        work.story_tells(self.official, *results)
        expect(self.official.page.get_by_text(QUESTION)).to_have_count(0)

    def close(self) -> None:
        """The session closes; the minutes hold attendance, vote and conclusion."""
        desk.sit_down(self.secretary, self.path)
        desk.close_session(self.secretary)
        text = planning.minutes(self.secretary, self.path)
        for words in (TITLE, CHAIR, FIRST, SECOND, GUEST, QUESTION, "2 trên 3", TASK, OFFICE):
            assert planning.squeezed(words) in text, words


def _round(line: readers.Line) -> list[room.Point]:
    """A ring by hand round the first words of a line."""
    middle, height = line.left + 95, line.baseline - 4
    turns = [math.tau * step / 20 - 2 for step in range(23)]
    return [
        (middle + (102 + step * 0.2) * math.cos(turn), height + (11 + step * 0.1) * math.sin(turn))
        for step, turn in enumerate(turns)
    ]
