"""The printed week: one sheet when it can be read so, else more, and no line is lost."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from pypdf import PdfReader

from ecabinet.core.clock import OFFICE_ZONE
from meetings.calendar.queries.shapes import LineOut
from meetings.calendar.rows import Leader
from meetings.calendar.states import Half, LineKind, LineState
from meetings.calendar.week_file import WeekFacts, build_week, pages_of

MONDAY = date(2026, 11, 30)


def facts(count: int) -> WeekFacts:
    """A week of so many lines, spread over its days, each of the usual length."""
    leaders = [Leader(id=uuid4(), name="Nguyễn Minh Khôi"), Leader(id=uuid4(), name="Đỗ Khắc Hiển")]
    lines = tuple(
        LineOut(
            id=uuid4(), kind=LineKind.WORK, day=MONDAY + timedelta(days=number * 7 // count),
            half=Half.MORNING, starts=time(8), ends=time(10), leaders=leaders,
            content=f"Việc {number}: nghe báo cáo tiến độ kết nối phần mềm theo dõi đến các chi bộ",
            participants="Thường trực các huyện ủy", place="Phòng họp số 2, Trụ sở Tỉnh ủy",
            preparing="Văn phòng Tỉnh ủy", note="", restricted=False, meeting_id=None,
            state=LineState.ACCEPTED,
        )
        for number in range(count)
    )  # fmt: skip
    return WeekFacts(
        rule_set="party", issuer="Ban Thường vụ", superior="Tỉnh ủy Vĩnh Phúc", symbol="…-LCT/TU",
        place="Vĩnh Phúc", monday=MONDAY, sunday=MONDAY + timedelta(days=6), number=2, lines=lines,
        signer="Đỗ Khắc Hiển", position="Phó Bí thư Thường trực",
        made_at=datetime.combine(MONDAY, time(8), OFFICE_ZONE),
    )  # fmt: skip


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (12, 1), (60, 2)])
def test_a_usual_week_is_one_sheet_and_a_long_one_goes_on(count: int, pages: int) -> None:
    """Read back by another reader: no line is lost, the head stands on each page."""
    told = facts(count)
    made = build_week(told)
    assert made == build_week(told)
    reader = PdfReader(BytesIO(made))
    assert pages_of(made) == len(reader.pages)
    assert len(reader.pages) == 1 if pages == 1 else len(reader.pages) >= pages
    texts = [page.extract_text() for page in reader.pages]
    whole = "".join(texts)
    assert [n for n in range(count) if f"Việc {n}:" not in whole] == []
    assert all("Nội dung" in text for text in texts[:-1])
    assert "điều chỉnh, bổ sung lần 1" in whole
