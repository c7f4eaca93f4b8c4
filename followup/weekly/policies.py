"""Who writes, reads, gathers and returns weekly sheets. They go from person to unit to the unit
above, one step at a time.

`readable` is the SQL twin of `may_read`.
"""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, false, or_

from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate, reaches
from ecabinet.core.rules import any_of
from followup.weekly.models import WeeklySheet

DESK = (Role.LEADER, Role.SECRETARY, Role.CLERK)
"""Who gathers for a unit; its leaders send what was gathered."""
WRITERS = (Role.OFFICIAL, Role.CLERK, Role.SECRETARY, Role.TRACKER, Role.ADMINISTRATOR)
"""Of whom a plan is asked, unless they lead a unit somewhere. Others may write one."""


class WeeklyPermission(Permission):
    """What can be done with a sheet."""

    READ = "weekly_sheet:read"
    WRITE = "weekly_sheet:write"
    SEND = "weekly_sheet:send"
    RETURN = "weekly_sheet:return"
    REMIND = "weekly_sheet:remind"
    ISSUE = "weekly_sheet:issue"


@dataclass(frozen=True)
class Held:
    """A sheet as the rules look at it, also before there is a row: `person_id` None for that of
    the unit itself, `edition` 0 for one that was never sent, `to_id` where it was sent."""

    unit_id: UUID
    person_id: UUID | None = None
    edition: int = 0
    to_id: UUID | None = None


def held(sheet: WeeklySheet) -> Held:
    """Return the sheet as the rules look at it."""
    return Held(sheet.unit_id, sheet.person_id, sheet.edition, sheet.to_id)


def is_its_writer(actor: Actor, sheet: Held) -> bool:
    """Is the person whose sheet it is."""
    return actor.is_person(sheet.person_id)


def writes_here(actor: Actor, sheet: Held) -> bool:
    """Is the person whose sheet it is, and holds an office in the unit."""
    return is_its_writer(actor, sheet) and sheet.unit_id in actor.unit_ids


def sits_at_its_desk(actor: Actor, sheet: Held) -> bool:
    """Gathers for the unit whose own sheet it is."""
    return sheet.person_id is None and sheet.unit_id in actor.units_as(*DESK)


def sits_where_it_was_sent(actor: Actor, sheet: Held) -> bool:
    """Gathers for the unit whose own sheet it is, once it was sent."""
    return sheet.edition > 0 and sits_at_its_desk(actor, sheet)


def leads_its_unit(actor: Actor, sheet: Held) -> bool:
    """Leads the unit whose own sheet it is."""
    return sheet.person_id is None and sheet.unit_id in actor.units_as(Role.LEADER)


def gathers_it(actor: Actor, sheet: Held) -> bool:
    """Gathers for the unit to which it was sent."""
    to = sheet.unit_id if sheet.person_id else sheet.to_id
    return sheet.edition > 0 and to is not None and to in actor.units_as(*DESK)


def works_where_it_holds(actor: Actor, sheet: Held) -> bool:
    """Holds an office in the unit whose own sheet it is, once it was sent."""
    return sheet.person_id is None and sheet.edition > 0 and sheet.unit_id in actor.unit_ids


may_read = any_of(is_its_writer, sits_at_its_desk, gathers_it, works_where_it_holds)


def readable(actor: Actor) -> ColumnElement[bool]:
    """Return `may_read` as SQL over `WeeklySheet`; nothing while acting for somebody."""
    if actor.person_id is None or not reaches(actor, WeeklyPermission.READ):
        return false()
    desk, mine = list(actor.units_as(*DESK)), list(actor.unit_ids)
    of_person, of_unit = WeeklySheet.person_id.is_not(None), WeeklySheet.person_id.is_(None)
    sent, at_desk = WeeklySheet.edition > 0, WeeklySheet.unit_id.in_(desk)
    return or_(
        WeeklySheet.person_id == actor.person_id,
        and_(of_person, sent, at_desk),
        and_(of_unit, at_desk),
        and_(of_unit, sent, or_(WeeklySheet.unit_id.in_(mine), WeeklySheet.to_id.in_(desk))),
    )


def samples(unit_id: UUID) -> list[Held]:
    """Sheets of a unit, sent and not, for the table of roles."""
    somebody = uuid4()
    return [
        Held(unit_id), Held(unit_id, None, 1, uuid4()), Held(uuid4(), None, 1, unit_id),
        Held(unit_id, somebody, 1),
    ]  # fmt: skip


POLICIES: dict[Permission, Predicate] = {
    WeeklyPermission.READ: may_read,
    WeeklyPermission.WRITE: any_of(writes_here, sits_at_its_desk),
    WeeklyPermission.SEND: any_of(writes_here, leads_its_unit),
    WeeklyPermission.RETURN: gathers_it,
    WeeklyPermission.REMIND: sits_at_its_desk,
    WeeklyPermission.ISSUE: sits_where_it_was_sent,
}
