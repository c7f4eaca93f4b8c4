"""Calendars, pure: spans, order of lines, what editions change, free times, drift, the ICS text."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from icalendar import Calendar

from ecabinet.core.clock import OFFICE_ZONE
from meetings.calendar.feed_text import feed_text
from meetings.calendar.free import free_spans
from meetings.calendar.queries.feed import FeedEvent
from meetings.calendar.queries.free import hours_of
from meetings.calendar.queries.week import drift_of
from meetings.calendar.rows import Deed, Leader, Row, changes_between, half_of, in_order
from meetings.calendar.spans import FIRST, LAST, View, span_of
from meetings.calendar.states import LINE, WEEK, Half, LineKind, LineState, Secrets, WeekState
from meetings.models import Meeting
from meetings.states import MeetingState

MONDAY = date(2026, 11, 30)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the office in that week."""
    return datetime.combine(MONDAY + timedelta(days=day), time(hour, minute), OFFICE_ZONE)


def row(content: str = "Việc", key: UUID | None = None, **fields: object) -> Row:
    """A line on Monday morning."""
    given = {"day": MONDAY, "half": Half.MORNING, "starts": time(8), "ends": None} | fields
    return Row.model_validate(
        {"id": key or uuid4(), "kind": LineKind.WORK, "content": content} | given
    )


def test_weeks_begin_on_monday_and_months_are_whole_weeks() -> None:
    sunday = date(2026, 12, 6)
    week = span_of(View.WEEK, sunday)
    assert (week.first, week.last, week.before, week.after) == (
        MONDAY, sunday, date(2026, 11, 29), date(2026, 12, 13),
    )  # fmt: skip
    month = span_of(View.MONTH, date(2026, 11, 15))
    assert (month.first, month.last) == (date(2026, 10, 26), date(2026, 12, 6))
    assert (month.before.month, month.after) == (10, date(2026, 12, 1))
    assert len(month.days) == 42
    december = span_of(View.MONTH, date(2026, 12, 31))
    assert (december.last, december.after) == (date(2027, 1, 3), date(2027, 1, 1))


@pytest.mark.parametrize("day", [date.min, date.max])
def test_days_out_of_reach_are_moved_in(day: date) -> None:
    for view in View:
        assert FIRST <= span_of(view, day).at <= LAST


def test_lines_go_by_day_half_and_time_with_whole_halves_first() -> None:
    rows = [
        row("d", day=MONDAY + timedelta(days=1)),
        row("c", half=Half.AFTERNOON, starts=time(14)),
        row("b", starts=time(9, 30)),
        row("a", starts=None),
    ]
    assert [one.content for one in in_order(rows)] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("starts", "given", "half"),
    [
        (time(11, 59), Half.AFTERNOON, Half.MORNING),
        (time(12), Half.MORNING, Half.AFTERNOON),
        (time(19), None, Half.AFTERNOON),
        (None, Half.AFTERNOON, Half.AFTERNOON),
        (None, None, Half.MORNING),
    ],
)
def test_the_half_follows_the_time(starts: time | None, given: Half | None, half: Half) -> None:
    assert half_of(starts, given) == half


def test_an_edition_tells_what_was_added_changed_and_removed() -> None:
    kept, moved, gone, new = (uuid4() for _ in range(4))
    who = (Leader(id=uuid4(), name="Nguyễn Minh Khôi"),)
    before = [row("Giữ", kept), row("Dời", moved), row("Bỏ", gone)]
    after = [
        row("Giữ", kept, by="Người khác"),  # Who wrote it last is no change.
        row("Dời", moved, starts=time(9), leaders=who, by="Phạm Thu Ký"),
        row("Mới", new, day=MONDAY + timedelta(days=2), by="Phạm Thu Ký"),
    ]
    found = changes_between(before, after, {gone: "Vũ Đình Khôi"})
    assert [(c.deed, c.row.content, c.fields, c.by) for c in found] == [
        (Deed.REMOVED, "Bỏ", (), "Vũ Đình Khôi"),
        (Deed.CHANGED, "Dời", ("starts", "leaders"), "Phạm Thu Ký"),
        (Deed.ADDED, "Mới", (), "Phạm Thu Ký"),
    ]
    assert changes_between(before, before) == []


def test_every_state_of_a_week_and_of_a_line_is_left_by_some_deed_or_is_an_end() -> None:
    assert {state for _, state in WEEK} == set(WeekState)
    assert set(WEEK.values()) == set(WeekState)
    assert set(LineState) - {state for _, state in LINE} == {LineState.REMOVED}


def works(day: date) -> bool:
    """Monday to Friday."""
    return day.weekday() < 5


def test_free_times_lie_between_what_is_taken_and_within_working_hours() -> None:
    busy = [(at(0, 8), at(0, 9)), (at(0, 10), at(0, 11)), (at(0, 14), at(0, 16, 40))]
    found = free_spans(busy, 60, at(0, 7), works, 4)
    assert found == [
        (at(0, 9), at(0, 10)),
        (at(1, 8), at(1, 9)),
        (at(1, 9), at(1, 10)),
        (at(1, 13, 30), at(1, 14, 30)),
    ]


def test_free_times_skip_days_off_the_past_and_the_midday_rest() -> None:
    friday = free_spans([], 120, at(4, 10, 7), works, 2)
    assert friday == [(at(4, 13, 30), at(4, 15, 30)), (at(7, 8), at(7, 10))]
    assert free_spans([], 300, at(5, 8), works, 1) == [(at(7, 8), at(7, 13))]
    assert free_spans([], 600, at(0, 8), works, 1) == []
    assert free_spans([(at(0, 0), at(60, 0))], 30, at(0, 8), works, 1) == []


@pytest.mark.parametrize(
    ("half", "starts", "ends", "span"),
    [
        (Half.MORNING, None, None, (at(0, 8), at(0, 11, 30))),
        (Half.AFTERNOON, None, None, (at(0, 13, 30), at(0, 17))),
        (Half.AFTERNOON, time(15), None, (at(0, 15), at(0, 17))),
        (Half.AFTERNOON, time(19), None, (at(0, 19), at(0, 19, 30))),
        (Half.MORNING, time(7), time(12), (at(0, 7), at(0, 12))),
    ],
)
def test_a_line_takes_its_hours_or_its_half(
    half: Half, starts: time | None, ends: time | None, span: tuple[datetime, datetime]
) -> None:
    assert hours_of(MONDAY, half, starts, ends) == span


def test_what_a_meeting_says_differently_is_named() -> None:
    line = row(starts=time(8), ends=time(10), place="Phòng 1")
    meeting = Meeting(
        state=MeetingState.CALLED, starts_at=at(0, 8), ends_at=at(0, 10), place="Phòng 1"
    )
    assert drift_of(line, meeting) == []
    assert drift_of(line, None) == []
    meeting.ends_at, meeting.place = at(0, 11), "Phòng 2"
    assert drift_of(line, meeting) == ["ends", "place"]
    meeting.starts_at = at(1, 8)
    assert drift_of(line, meeting) == ["day", "ends", "place"]
    meeting.state = MeetingState.CANCELLED
    assert drift_of(line, meeting) == ["cancelled"]


def event(**fields: object) -> FeedEvent:
    """A meeting in the feed."""
    given: dict[str, object] = {
        "uid": "1@e-cabinet",
        "title": "Phiên họp Ban Thường vụ về chuyển đổi số; kết luận, giao việc — nghị quyết " * 2,
        "place": "Phòng họp số 1, Trụ sở Tỉnh ủy",
        "starts": at(0, 8).astimezone(UTC),
        "ends": at(0, 10).astimezone(UTC),
        "stamp": at(-3, 8).astimezone(UTC),
        "sequence": 3,
        "cancelled": False,
        "secret": False,
    }
    return FeedEvent(**given | fields)  # type: ignore[arg-type]


def test_the_text_is_folded_in_whole_letters_and_read_back_as_it_was() -> None:
    """75 octets a line, no letter torn (RFC 5545, 3.1); the office's zone is told with it."""
    told = event()
    text = feed_text([told], Secrets.BUSY, "Lịch họp · Đỗ Khắc Hiển", "Bận")
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    calendar = Calendar.from_ical(text)
    entry = calendar.walk("VEVENT")[0]
    assert str(entry["summary"]) == told.title
    assert str(entry["location"]) == told.place
    assert entry["dtstart"].dt == told.starts
    assert entry["dtstart"].params["TZID"] == "Asia/Ho_Chi_Minh"
    zone = calendar.walk("VTIMEZONE")[0]
    assert str(zone["TZID"]) == "Asia/Ho_Chi_Minh"
    assert "TZOFFSETTO:+0700" in lines
    assert feed_text([told], Secrets.BUSY, "Lịch họp · Đỗ Khắc Hiển", "Bận") == text


def test_cancelled_stays_and_says_so() -> None:
    text = feed_text([event(cancelled=True)], Secrets.BUSY, "Lịch", "Bận")
    assert str(Calendar.from_ical(text).walk("VEVENT")[0]["status"]) == "CANCELLED"


def test_secret_entries_are_busy_or_not_there() -> None:
    secret = event(secret=True)
    text = feed_text([secret], Secrets.BUSY, "Lịch", "Bận")
    entry = Calendar.from_ical(text).walk("VEVENT")[0]
    assert (str(entry["summary"]), entry.get("location"), str(entry["class"])) == (
        "Bận", None, "PRIVATE",
    )  # fmt: skip
    assert secret.title[:20] not in text
    assert not Calendar.from_ical(feed_text([secret], Secrets.HIDDEN, "Lịch", "Bận")).walk("VEVENT")


def test_whole_days_are_days() -> None:
    duty = event(starts=MONDAY, ends=MONDAY + timedelta(days=1))
    entry = Calendar.from_ical(feed_text([duty], Secrets.BUSY, "Lịch", "Bận")).walk("VEVENT")[0]
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (MONDAY, MONDAY + timedelta(days=1))
