"""The list to sign: 200 people over pages, the head repeated, the same bytes each time."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from documents.official.attendance import AttendanceFacts, Attendee, build_attendance

NOW = datetime(2026, 11, 28, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
NAME = "Nguyễn Thị Minh Khai Phương Thảo"
FACTS = AttendanceFacts(
    rule_set="party", issuer="Tỉnh ủy Vĩnh Phúc", superior=None, symbol="…-DS/TU",
    place="Vĩnh Phúc", venue="Hội trường lớn", meeting_title="Hội nghị Ban Chấp hành",
    starts_at=NOW, made_at=NOW, members=200, present=150, required=101,
    people=tuple(
        Attendee(f"{NAME} {n}", "Ủy viên Ban Chấp hành", "Thành viên", NOW if n % 4 else None)
        for n in range(200)
    ),
    secretary="Phạm Thu Ký", chair="Nguyễn Minh Khôi",
)  # fmt: skip


@pytest.mark.parametrize("rules", ["party", "state"])
def test_two_hundred_people_over_pages(rules: str) -> None:
    facts = replace(FACTS, rule_set=rules)
    drawn = build_attendance(facts)
    pages = [page.extract_text() for page in PdfReader(BytesIO(drawn)).pages]
    assert len(pages) > 4
    listed = [text for text in pages if NAME in " ".join(text.split())]
    assert all("Ký tên" in text for text in listed)
    whole = " ".join(" ".join(pages).split())
    assert whole.count("Vắng") == 50
    assert "150/200" in whole
    assert drawn == build_attendance(facts)


def test_a_list_printed_beforehand_says_of_nobody_that_they_are_absent() -> None:
    people = tuple(replace(who, arrived_at=None) for who in FACTS.people[:3])
    drawn = build_attendance(replace(FACTS, people=people, blank=True))
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(drawn)).pages)
    assert "Vắng" not in text
