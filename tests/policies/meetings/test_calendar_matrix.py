"""Who may do what with weekly calendars: the whole table, and that lists agree with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from ecabinet.core.actors import Actor, Deputy, HeldOffice, Role
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.permissions import allows
from ecabinet.core.store import Store
from meetings.calendar.models import WeekLine, WorkWeek
from meetings.calendar.policies import POLICIES, LinePermission, WeekPermission, visible_to
from meetings.calendar.rows import monday_of
from meetings.rules import register_rules
from tests.fixtures import Office

UNIT, OTHER = uuid4(), uuid4()
PARTS: dict[str, tuple[HeldOffice, ...]] = {
    **{str(role): (HeldOffice(UNIT, role, ""),) for role in Role},
    **{f"other {role}": (HeldOffice(OTHER, role, ""),) for role in Role},
    "nobody": (),
}
DESK = {"secretary", "clerk", "leader"}
EXPECTED: dict[WeekPermission, Callable[[str, bool], bool]] = {
    WeekPermission.READ: lambda part, out: part in DESK or (out and part != "nobody"),
    WeekPermission.READ_DRAFT: lambda part, _out: part in DESK,
    WeekPermission.COMPILE: lambda part, _out: part in {"secretary", "clerk"},
    WeekPermission.APPROVE: lambda part, _out: part == "leader",
    WeekPermission.PROPOSE: lambda part, _out: part.removeprefix("other ") in DESK,
}


@pytest.fixture(autouse=True)
def rules() -> None:
    """The table as the application registers it."""
    register_rules()


def actor(part: str) -> Actor:
    """Somebody with the offices of this part."""
    return Actor(person_id=uuid4(), username=part, name=part, offices=PARTS[part])


def test_every_permission_has_an_expectation_here() -> None:
    assert set(POLICIES) == set(EXPECTED) | set(LinePermission)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("permission", EXPECTED)
def test_weeks(part: str, permission: WeekPermission) -> None:
    for edition in (0, 1):
        week = WorkWeek(id=uuid4(), unit_id=UNIT, edition=edition)
        expected = EXPECTED[permission](part, edition > 0)
        assert allows(actor(part), permission, week) is expected, (part, edition)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("permission", list(LinePermission))
def test_proposals_are_the_proposing_units(part: str, permission: LinePermission) -> None:
    line = WeekLine(id=uuid4(), proposed_by=UNIT)
    assert allows(actor(part), permission, line) is (part in DESK)
    assert not allows(actor(part), permission, WeekLine(id=uuid4(), proposed_by=None))


@pytest.mark.parametrize("permission", list(WeekPermission))
def test_deputies_have_what_was_delegated_and_no_more(permission: WeekPermission) -> None:
    """The power as a whole, within the units named; without it nothing."""
    leader = replace(actor("leader"), offices=(*PARTS["leader"], *PARTS["secretary"]))
    week = WorkWeek(id=uuid4(), unit_id=UNIT, edition=1)
    for given, units, expected in (
        ({permission}, None, True),
        ({permission}, frozenset({UNIT}), True),
        ({permission}, frozenset({OTHER}), False),
        (set(), None, False),
    ):
        until = office_day(utc_now())
        deputy = Deputy(uuid4(), "Thay", uuid4(), {str(p) for p in given}, units, until)
        assert allows(replace(leader, deputy=deputy), permission, week) is expected


def test_lists_agree_with_the_rule(
    store: Store, office: Office, as_actor: Callable[[str], Actor]
) -> None:
    """For everybody of the office, of a published and an unpublished week of two bodies."""
    from ecabinet.core.unit_of_work import UnitOfWork

    def fill(uow: UnitOfWork, _cmd: None) -> None:
        for code in ("TU", "VPTU"):
            for edition in (0, 1):
                uow.session.add(
                    WorkWeek(
                        unit_id=office.units[code], edition=edition,
                        monday=monday_of(office_day(uow.now)) + timedelta(days=7 * edition),
                        created_by=office.people["thuky"], created_at=uow.now,
                    )
                )  # fmt: skip

    store.execute(as_actor("thuky"), fill, None)  # type: ignore[arg-type, type-var]
    told = set()
    with store.reading() as session:
        weeks = session.scalars(select(WorkWeek)).all()
        for username in office.people:
            who = as_actor(username)
            listed = set(session.scalars(select(WorkWeek.id).where(visible_to(who))))
            by_rule = {week.id for week in weeks if allows(who, WeekPermission.READ, week)}
            assert listed == by_rule, username
            told.add(len(listed))
    assert told == {2, 3}
