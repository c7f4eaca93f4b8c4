"""Every permission on weekly sheets, for every part, sent and not; lists agree with the rule."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from ecabinet.core.actors import SYSTEM, Actor, Deputy, HeldOffice, Role
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.permissions import allows
from ecabinet.core.powers import delegable
from followup.rules import register_rules
from followup.weekly.models import WeeklySheet
from followup.weekly.policies import POLICIES, Held, WeeklyPermission, held, may_read, readable
from followup.weekly.states import WeeklyStage, WeeklyState
from tests.commands.followup.world import World

P = WeeklyPermission
UNIT, ABOVE, ELSEWHERE, WRITER = (uuid4() for _ in range(4))
# Part → the unit and role in which somebody holds an office.
PARTS: dict[str, tuple[UUID, Role]] = {
    "writer": (UNIT, Role.OFFICIAL),
    "colleague": (UNIT, Role.OFFICIAL),
    "clerk": (UNIT, Role.CLERK),
    "leader": (UNIT, Role.LEADER),
    "clerk above": (ABOVE, Role.CLERK),
    "leader above": (ABOVE, Role.LEADER),
    "member above": (ABOVE, Role.MEMBER),
    "leader elsewhere": (ELSEWHERE, Role.LEADER),
}
HERE, THERE = {"clerk", "leader"}, {"clerk above", "leader above"}
SHEETS = {
    "own draft": Held(UNIT, WRITER),
    "own sent": Held(UNIT, WRITER, 1),
    "unit draft": Held(UNIT),
    "unit sent": Held(UNIT, None, 1, ABOVE),
}
MAY: dict[str, dict[WeeklyPermission, set[str]]] = {
    "own draft": {P.READ: {"writer"}, P.WRITE: {"writer"}, P.SEND: {"writer"}},
    "own sent": {
        P.READ: {"writer", *HERE}, P.WRITE: {"writer"}, P.SEND: {"writer"}, P.RETURN: HERE,
    },
    "unit draft": {P.READ: HERE, P.WRITE: HERE, P.SEND: {"leader"}, P.REMIND: HERE},
    "unit sent": {
        P.READ: {"writer", "colleague", *HERE, *THERE}, P.WRITE: HERE, P.SEND: {"leader"},
        P.RETURN: THERE, P.REMIND: HERE, P.ISSUE: HERE,
    },
}  # fmt: skip


@pytest.fixture(autouse=True)
def rules() -> None:
    """The table as the application registers it."""
    register_rules()


def actor(part: str) -> Actor:
    """Somebody with this part."""
    unit, role = PARTS[part]
    person = WRITER if part == "writer" else uuid4()
    return Actor(person, part, part, offices=(HeldOffice(unit, role, part),))


@pytest.mark.parametrize("name", SHEETS)
def test_every_cell(name: str) -> None:
    for part in PARTS:
        for permission in WeeklyPermission:
            may = part in MAY[name].get(permission, set())
            assert allows(actor(part), permission, SHEETS[name]) is may, (part, permission)


def test_the_matrix_knows_every_permission() -> None:
    assert set(POLICIES) == set(WeeklyPermission)


def test_who_left_the_unit_reads_and_writes_no_more() -> None:
    gone = replace(actor("writer"), offices=())
    own = SHEETS["own sent"]
    assert [p for p in WeeklyPermission if allows(gone, p, own)] == [P.READ]


def test_nothing_of_it_is_lent(world: World) -> None:
    assert not delegable() & set(WeeklyPermission)
    until = office_day(utc_now())
    lent = Deputy(uuid4(), "", uuid4(), delegable(), None, until)
    deputy = replace(actor("leader"), deputy=lent)
    assert not any(allows(deputy, p, SHEETS["unit sent"]) for p in WeeklyPermission)


def test_predicate_and_sql_agree(world: World) -> None:
    units, people = world.office.units, world.office.people
    sheets = [
        (units["VPTU"], people["canbo"], 0, None), (units["VPTU"], people["canbo"], 1, None),
        (units["VPTU"], None, 0, None), (units["BTCTU"], None, 0, None),
        (units["BTCTU"], people["cuong"], 2, None), (units["BTCTU"], None, 1, units["TU"]),
    ]  # fmt: skip
    with world.store.reading() as session:
        for number, (unit, person, edition, to) in enumerate(sheets):
            session.add(
                WeeklySheet(
                    unit_id=unit, person_id=person, stage=WeeklyStage.PLAN, lines=[], note="",
                    monday=office_day(utc_now()).replace(day=1 + number), edition=edition, to_id=to,
                    state=WeeklyState.DRAFT, remark="", correction="", changed_at=utc_now(),
                    changed_by_id=people["canbo"],
                )
            )  # fmt: skip
        session.flush()
        rows = list(session.scalars(select(WeeklySheet)))
        for who in [*(world.actor(name) for name in people), SYSTEM]:
            by_sql = set(session.scalars(select(WeeklySheet.id).where(readable(who))))
            assert by_sql == {row.id for row in rows if may_read(who, held(row))}, who.username
