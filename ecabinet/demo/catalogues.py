"""What the sample office has laid down to choose from: rooms, and days moved by decision."""

from datetime import date, timedelta
from typing import Any

from ecabinet.catalogues.commands.entries import CreateEntry, create_entry
from ecabinet.core.clock import office_day
from ecabinet.demo.teller import Teller

ROOM = "PH1"

SCREENS = ("Màn hình lớn", "Micro đại biểu", "Camera họp trực tuyến")
ROOMS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    (ROOM, "Phòng họp số 1", "Meeting room 1",
     {"place": "Trụ sở Tỉnh ủy", "capacity": 40, "equipment": SCREENS}),
    ("PH2", "Phòng họp số 2", "Meeting room 2",
     {"place": "Trụ sở Tỉnh ủy", "capacity": 16, "equipment": SCREENS[:1]}),
    ("PKT", "Phòng khánh tiết", "Reception room",
     {"place": "Tầng 1, Trụ sở Tỉnh ủy", "capacity": 24}),
    ("HT", "Hội trường lớn", "Great hall",
     {"place": "Nhà khách Tỉnh ủy", "capacity": 300, "rows": 15, "seats_per_row": 20,
      "equipment": SCREENS}),
)  # fmt: skip

# Hoán đổi ngày làm việc năm 2026, theo lịch nghỉ Tết Dương lịch và Quốc khánh.
DAYS_2026 = (
    (date(2026, 1, 2), "Nghỉ Tết Dương lịch (hoán đổi)", "New Year (moved)", False),
    (date(2026, 1, 10), "Làm bù Tết Dương lịch", "Working day for New Year", True),
    (date(2026, 8, 22), "Làm bù Quốc khánh", "Working day for National Day", True),
    (date(2026, 8, 31), "Nghỉ Quốc khánh (hoán đổi)", "National Day (moved)", False),
)


def fill_catalogues(teller: Teller) -> None:
    """Let the administrator enter the rooms and the days."""
    for code, name, english, data in ROOMS:
        _enter(teller, "rooms", code, name, english, data)
    for day, name, english, working in (*DAYS_2026, _saturday_to_come(teller)):
        data = {"day": day.isoformat(), "working": working}
        _enter(teller, "days-off", None, name, english, data)


def _saturday_to_come(teller: Teller) -> tuple[date, str, str, bool]:
    """A Saturday on which this office works, some weeks after the story begins."""
    day = office_day(teller.now) + timedelta(weeks=9)
    day += timedelta(days=5 - day.weekday())
    return day, "Làm bù theo lịch công tác của Tỉnh ủy", "Working day by the office's plan", True


def _enter(
    teller: Teller, catalogue: str, code: str | None, name: str, english: str, data: dict[str, Any]
) -> None:
    entry = CreateEntry(catalogue=catalogue, code=code, name=name, english=english, data=data)
    teller.do("quantri", create_entry, entry)
