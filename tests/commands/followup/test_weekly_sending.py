"""Weekly plans upwards: who has sent, who is reminded, lists, their paper."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from documents.pdf.layout import layout_of
from ecabinet.core.errors import Denied, Invalid
from followup.weekly import access
from followup.weekly.collecting import (
    RemindWriters,
    remind_writers,
)
from followup.weekly.home import due_sheets
from followup.weekly.making import make_paper
from followup.weekly.models import WeeklyEdition
from followup.weekly.queries import list_sheets, week_view
from followup.weekly.sending import (
    OnSheetBecause,
    return_sheet,
)
from followup.weekly.standing import standing
from followup.weekly.states import WeeklyStage
from tests.commands.followup.weekly_plans import FRIDAY, MONDAY, WEEK, Weeks


def test_who_has_sent_and_who_is_reminded(weeks: Weeks) -> None:
    plan = weeks.sent("canbo", "Đo tốc độ")
    with weeks.world.store.reading() as session:
        below = standing(session, [weeks.unit], MONDAY, FRIDAY)[weeks.unit]
        (unit, *_) = [
            each for each in week_view(session, weeks.world.actor("vanthu"), MONDAY, FRIDAY)
            if each.unit_id == weeks.unit
        ]  # fmt: skip
    assert [each.name for each in below if each.sent(WeeklyStage.PLAN)] == ["Vũ Đình Cán Bộ"]
    assert (unit.sent(WeeklyStage.PLAN), unit.asked) == (1, len(below))
    wish = RemindWriters(unit_id=weeks.unit, stage=WeeklyStage.PLAN, day=FRIDAY)
    with pytest.raises(Denied):
        weeks.run("canbo", remind_writers, wish)
    assert weeks.run("truongphong", remind_writers, wish).count == len(below) - 1
    told = weeks.told("weekly_sheet.wanted_plan")
    people = weeks.world.office.people
    assert people["dongnghiep"] in told
    assert people["canbo"] not in told
    office = RemindWriters(unit_id=weeks.above, stage=WeeklyStage.PLAN, day=FRIDAY)
    weeks.run("lanhdao", remind_writers, office)
    assert people["truongphong"] in weeks.told("weekly_sheet.wanted_plan")

    def due(who: str, day: date) -> list[tuple[str, date, bool]]:
        with weeks.world.store.reading() as session:
            found = due_sheets(session, weeks.world.actor(who), day) or []
        return [(each.stage.value, each.monday, each.of_unit) for each in found]

    assert due("cuong", FRIDAY) == []  # Nobody there keeps such plans.
    assert due("canbo", FRIDAY) == [("report", MONDAY, False), ("plan", MONDAY + WEEK, False)]
    assert due("canbo", MONDAY + timedelta(days=2)) == []
    assert due("truongphong", MONDAY)[0] == ("plan", MONDAY, True)
    weeks.run("vanthu", return_sheet, OnSheetBecause(sheet_id=plan.id, reason="Rõ hơn."))
    assert due("canbo", MONDAY + timedelta(days=2)) == [("plan", MONDAY, False)]


def test_the_list_goes_on_by_its_key(weeks: Weeks) -> None:
    for number in range(4):
        weeks.open(day=MONDAY + number * WEEK)
    found, after = [], None
    with weeks.world.store.reading() as session:
        while True:
            page = list_sheets(session, weeks.world.actor("canbo"), after, limit=3)
            found += [row.monday for row in page.rows]
            after = page.next_after
            if after is None:
                break
        with pytest.raises(Invalid):
            list_sheets(session, weeks.world.actor("canbo"), "x")
    assert found == [MONDAY + number * WEEK for number in (3, 2, 1, 0)]


def test_its_paper_is_drawn_once(weeks: Weeks) -> None:
    plan = weeks.sent("canbo", {"text": "Đo tốc độ 9 điểm", "first": MONDAY, "last": FRIDAY})
    with weeks.world.store.reading() as session:
        edition = session.scalars(select(WeeklyEdition)).one()
    for _time in range(2):
        make_paper(weeks.world.store, str(edition.id))
    make_paper(weeks.world.store, str(uuid4()))
    with weeks.world.store.reading() as session:
        blob = access.edition(session, weeks.world.actor("vanthu"), plan.id, 1).pdf_blob
    assert blob is not None
    words = " ".join(r.text for s in layout_of(weeks.world.store.blobs.path(blob)) for r in s.runs)
    for part in ("KẾ HOẠCH", "Đo tốc độ 9 điểm", "05/5 – 09/5", "Vũ Đình Cán Bộ"):
        assert part in words
