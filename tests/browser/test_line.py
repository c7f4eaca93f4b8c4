"""The unbroken line, walked on the screens of everybody who has a part in it."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from ecabinet.core.clock import office_day, utc_now
from tests.browser import desk, papers, planning, room, work
from tests.browser.people import DESK, People

pytestmark = pytest.mark.browser

TITLE = "Phiên họp Ban Thường vụ Tỉnh ủy tháng 11/2026"
ITEMS = (
    "Triển khai phần mềm theo dõi thực hiện nghị quyết, chỉ thị, kết luận",
    "Thực hiện Chỉ thị 23-CT/TU và mở rộng phòng họp E-cabinet",
    "Sơ kết Chương trình hành động 84-CTr/TU",
)
QUESTION = "Thông qua chủ trương mở rộng phòng họp không giấy E-cabinet đến cấp huyện"
TASK = "Nâng cấp đường truyền phòng họp cấp huyện, ưu tiên các xã miền núi."


def test_from_the_agenda_to_the_evaluated_result(people: People, tmp_path: Path) -> None:
    today = office_day(utc_now())
    files = papers.official_papers(tmp_path, today)
    secretary = people.enter("thuky", DESK)

    path = _plan(secretary, files)
    chair = people.enter("chutri")
    first, second = people.enter("daibieu01"), people.enter("daibieu02")
    for person in (chair, first, second):
        room.check_in_from_home(person, TITLE)
    room.sees_presence(first, "3/4 · đủ số")
    first.photograph("room-before")
    planning.open_session(secretary)
    desk.sit_down(secretary, path)
    desk.push(secretary, 2, ITEMS[1])
    for person in (chair, first, second):
        room.sees_item(person, ITEMS[1])
    first.photograph("room")
    secretary.photograph("desk")


def _plan(secretary, files):
    planning.start_new_meeting(secretary)
    planning.plan(secretary, TITLE, "Phòng họp số 1, Trụ sở Tỉnh ủy")
    path = planning.create(secretary, TITLE)
    for title, minutes, file in zip(ITEMS, (30, 60, 45), files, strict=True):
        planning.add_item(secretary, title, minutes, "Đ/c Đỗ Quang Vinh", "Văn phòng Tỉnh ủy")
        planning.attach(secretary, title, file.path, file.pages)
    planning.invite(secretary, "chair", "Nguyễn Minh Khôi")
    planning.invite(secretary, "member", "Lê Thị Thanh Hà", "Đỗ Quang Vinh", "Đỗ Khắc Hiển")
    planning.invite(secretary, "guest", "Ngô Xuân Trường", items=(ITEMS[1],))
    secretary.photograph("planned")
    planning.call(secretary)
    return path
