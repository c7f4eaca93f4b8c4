"""Who is told what of weekly sheets: who gathers, who wrote, who is missing."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from ecabinet.accounts.queries.desks import at_desks
from ecabinet.core.clock import office_day
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from followup.paths import weekly_path, weekly_sheet_path
from followup.weekly.models import WeeklySheet
from followup.weekly.policies import DESK
from followup.weekly.shapes import EditionData
from followup.weekly.states import WeeklyStage

SUBJECT = "weekly_sheet"


def tell_sent(uow: UnitOfWork, row: WeeklySheet, data: EditionData) -> None:
    """Tell who gathers, also that an edition takes the place of another."""
    to = row.unit_id if row.person_id else row.to_id
    if to is not None:
        what = "sent" if row.edition == 1 else "sent_again"
        _tell(uow, row, what, desk_of(uow, [to]), data.holder or data.unit)


def tell_returned(uow: UnitOfWork, row: WeeklySheet, sender: UUID) -> None:
    """Tell who wrote it: the person, or the unit's desk and who sent it."""
    people = [row.person_id] if row.person_id else [sender, *desk_of(uow, [row.unit_id])]
    _tell(uow, row, "returned", people)


def tell_missing(uow: UnitOfWork, people: Iterable[UUID], stage: WeeklyStage, monday: date) -> None:
    """Remind who has not sent; what was not read yet is not sent twice."""
    uow.notify(
        Notice(
            kind=f"weekly_sheet.wanted_{stage.value}", to=sorted(set(people)),
            url=weekly_path(monday), params={"title": title(stage, monday)}, merge=True,
        )
    )  # fmt: skip


def desk_of(uow: UnitOfWork, unit_ids: list[UUID]) -> list[UUID]:
    """Return who gathers for the units."""
    return [person for _unit, person in at_desks(uow.session, unit_ids, DESK, office_day(uow.now))]


def title(stage: WeeklyStage, monday: date) -> str:
    """Return what a notice is about."""
    words = "Kế hoạch tuần" if stage is WeeklyStage.PLAN else "Báo cáo tuần"
    return f"{words} {monday:%d/%m/%Y}"


def _tell(
    uow: UnitOfWork, row: WeeklySheet, what: str, people: Iterable[UUID], who: str = ""
) -> None:
    about = title(row.stage, row.monday)
    uow.notify(
        Notice(
            kind=f"weekly_sheet.{what}", to=sorted(set(people)), url=weekly_sheet_path(row.id),
            params={"title": f"{about}, {who}" if who else about}, subject=(SUBJECT, row.id),
        )
    )  # fmt: skip
