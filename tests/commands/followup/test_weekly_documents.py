"""A unit's weekly report: the figures of the units below, and its official document."""

from uuid import UUID

import pytest

from documents.issuing.commands.issue import IssueDocument, issue_document
from documents.issuing.models import OfficialDocument
from documents.issuing.rules import register_rules as register_issuing
from documents.issuing.sources import OfficialKind, source_of
from documents.issuing.states import OfficialState
from documents.register.rules import register_rules as register_register
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied
from followup.weekly import access
from followup.weekly.official import DraftWeekly, draft_weekly
from followup.weekly.opening import WeeklySheetRef
from followup.weekly.sending import OnSheet, OnSheetBecause, correct_sheet, send_sheet
from followup.weekly.shapes import EditionData, thawed, together
from followup.weekly.states import WeeklyOutcome
from tests.commands.followup.test_weekly import done
from tests.commands.followup.weekly_plans import Weeks


def report_of_the_office(weeks: Weeks) -> WeeklySheetRef:
    """Three planned lines, of which one is left, and one besides; sent by its leader."""
    weeks.sent("truongphong", "Việc một", "Việc hai", "Việc ba", of_unit=True)
    report = weeks.open("truongphong", "report", of_unit=True)
    one, two, three = weeks.view("truongphong", report.id).lines
    said = [done(one), done(two, "partly", reason="Chờ số liệu"), done(three),
            {"text": "Tiếp đoàn kiểm tra", "outcome": "done"}]  # fmt: skip
    return weeks.save("truongphong", report, *said, send=True)


def edition(weeks: Weeks, sheet_id: UUID, number: int = 1) -> EditionData:
    """What the committee's secretary reads of what was sent."""
    with weeks.world.store.reading() as session:
        actor = weeks.world.actor("thuky")
        return thawed(access.edition(session, actor, sheet_id, number).data)


def test_the_figures_of_units_below_equal_the_lines_they_sent(weeks: Weeks) -> None:
    weeks.world.stands_below("BTCTU", "TU")
    below = report_of_the_office(weeks)
    ours = weeks.open("thuky", "report", unit=weeks.above, of_unit=True)
    silent, office = sorted(weeks.view("thuky", ours.id).lower, key=lambda unit: unit.name)
    assert (silent.name, silent.sheet_id, silent.planned) == ("Ban Tổ chức Tỉnh ủy", None, 0)
    rows = edition(weeks, below.id).lines
    planned = [line for line in rows if not line.unplanned]
    by = {each: sum(line.outcome is each for line in planned) for each in WeeklyOutcome}
    assert (office.planned, office.done, office.partly, office.not_done) == (
        len(planned), by[WeeklyOutcome.DONE], by[WeeklyOutcome.PARTLY], by[WeeklyOutcome.NOT_DONE],
    )  # fmt: skip
    assert (office.planned, office.done, office.partly, office.unplanned) == (3, 2, 1, 1)

    sent = weeks.save("thuky", ours, {"text": "Chỉ đạo", "outcome": "done"})
    weeks.run("lanhdao", send_sheet, OnSheet(sheet_id=sent.id))
    frozen = edition(weeks, sent.id).lower
    assert set(frozen) == {silent, office}
    assert together(frozen).done == office.done
    again = OnSheetBecause(sheet_id=below.id, reason="Bổ sung")
    taken = weeks.run("truongphong", correct_sheet, again)
    weeks.save("truongphong", taken, {"text": "Việc khác", "outcome": "done"}, send=True)
    assert edition(weeks, sent.id).lower == frozen


def test_what_was_sent_becomes_an_official_document(weeks: Weeks) -> None:
    for register in (register_register, register_issuing):
        register()
    report = report_of_the_office(weeks)
    wish = DraftWeekly(sheet_id=report.id)
    for who in ("canbo", "theodoi"):
        with pytest.raises(Denied):
            weeks.run(who, draft_weekly, wish)
    own = weeks.sent("canbo", "Việc riêng")
    with pytest.raises(Denied):
        weeks.run("canbo", draft_weekly, DraftWeekly(sheet_id=own.id))
    drafted = weeks.run("vanthu", draft_weekly, wish)
    with pytest.raises(Conflict, match="official.drafted"):
        weeks.run("vanthu", draft_weekly, wish)
    first = weeks.run("vanthu", issue_document, IssueDocument(document_id=drafted.id))
    assert "BC" in first.symbol
    with pytest.raises(Conflict, match="official.issued"):
        weeks.run("vanthu", draft_weekly, wish)
    with weeks.world.store.reading() as session:
        row = session.get_one(OfficialDocument, first.id)
        told = source_of(OfficialKind.WEEKLY_REPORT).tell(
            session, weeks.world.actor("vanthu"), row.subject_id, utc_now()
        )
    assert row.title.startswith("Báo cáo công tác tuần từ 05/5/2031")
    assert told.signers[0].person_id == weeks.world.office.people["truongphong"]

    taken = weeks.run(
        "truongphong", correct_sheet, OnSheetBecause(sheet_id=report.id, reason="Sót")
    )
    with pytest.raises(Conflict, match="weekly_sheet.is_draft"):
        weeks.run("vanthu", draft_weekly, wish)
    weeks.save("truongphong", taken, {"text": "Việc một", "outcome": "done"}, send=True)
    assert weeks.view("vanthu", report.id).may_draft
    with weeks.world.store.engine.begin() as connection:
        # The worker would draw it.
        table = OfficialDocument.__table__
        drawn = table.update().where(table.c.id == first.id)  # type: ignore[attr-defined]
        connection.execute(drawn.values(state=OfficialState.ISSUED))
    second = weeks.run("vanthu", draft_weekly, wish)
    weeks.run("vanthu", issue_document, IssueDocument(document_id=second.id))
    with weeks.world.store.reading() as session:
        assert session.get_one(OfficialDocument, first.id).state == OfficialState.SUPERSEDED
