"""What reminders will be sent: forecast, rules of a body, the list of a day."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from ecabinet.catalogues.commands.content import EntryContent
from ecabinet.catalogues.commands.entries import CreateEntry, create_entry
from ecabinet.catalogues.policies import POLICIES
from ecabinet.core import permissions
from followup.deadlines import on_working_day
from followup.models import ReminderKind
from followup.queries.climbers import OPINIONS, PARTS, PROPOSAL_OPINIONS
from followup.queries.outlook import DAYS, outlook
from followup.queries.planned import Planned
from followup.reminder_rules import REMINDER_RULES
from followup.states import TaskState
from followup.tasks import remind
from tests.commands.followup.ladders import at, rungs
from tests.commands.followup.test_consult import ask
from tests.commands.followup.test_parts import write
from tests.commands.followup.world import World, tomorrow
from tests.proposals import Proposals


def thing(row: Planned) -> UUID:
    """Return whose rung it is: the task, that of the part, the opinion asked for."""
    return row.task.id if row.task and row.kind is ReminderKind.PART else row.key


def climbed(world: World) -> set[tuple[UUID, ReminderKind, int]]:
    """All that was told of anything."""
    with world.store.reading() as session:
        return set(rungs(world)) | {
            (getattr(row, next(iter(one.key))), one.kinds[0], row.rung)
            for one in (PARTS, OPINIONS, PROPOSAL_OPINIONS)
            for row in session.scalars(select(one.reminder))
        }


def add_rule(world: World, code: str, **data: Any) -> None:
    """Give a unit its own rule."""
    permissions.register(POLICIES)
    content = EntryContent(code=code, name=f"Quy tắc {code}", data=data)
    cmd = CreateEntry(catalogue=REMINDER_RULES.key, **content.model_dump())
    world.store.execute(world.actor("quantri"), create_entry, cmd)


def test_a_body_follows_its_own_rule_in_its_own_hours(world: World) -> None:
    add_rule(world, "BTCTU", before=[10], rest_quiet=False, on_day=False, from_hour=13)
    due_on = on_working_day(tomorrow(40))
    ours = world.issue("Việc của Văn phòng", due_on=due_on).id
    btc = {"lead_unit_id": world.office.units["BTCTU"], "coordinating_unit_ids": []}
    theirs = world.issue("Việc của Ban Tổ chức", due_on=due_on, **btc).id
    first = (due_on - tomorrow(0)).days
    seen: list[tuple[UUID, int, int, int]] = []
    for days in range(first - 12, first + 5):
        for hour in (8, 14):
            at(world.store, days, hour)
            remind(world.store)
            new = rungs(world)[len(seen) :]
            seen += [(task_id, rung, days - first, hour) for task_id, _kind, rung in new]
    assert [one[1:] for one in seen if one[0] == theirs] == [(-10, -10, 14), (1, 1, 14), (4, 4, 14)]
    assert [one[1] for one in seen if one[0] == ours][:3] == [-3, 0, 1]


def test_the_forecast_is_what_is_sent_and_its_figures_are_its_rows(world: World) -> None:
    add_rule(world, "BTCTU", before=[9, 2], late_every=2, escalate_after=1, rest_quiet=False)
    btc = {"lead_unit_id": world.office.units["BTCTU"], "coordinating_unit_ids": []}
    proposals = Proposals(world)
    for days in (1, 2, 4, 6, 9, 13, 20, 33):
        world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(days))
        theirs = world.issue(f"Việc {days}", due_on=tomorrow(days), **btc).id
        ours = world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(40))
        write(world, ours, due_on=tomorrow(days))
        ask(world, ours, unit_ids=[world.office.units["UBKTTU"]], due_on=tomorrow(days))
        ask(world, theirs, "theodoi", due_on=tomorrow(days))
        proposals.ask(proposals.draft("theodoi").id, "theodoi", due_on=tomorrow(days))
    moment = at(world.store, 5, hour=6)
    tracker = world.actor("theodoi")
    with world.store.reading() as session:
        found = outlook(session, tracker, moment)
        planned = set()
        for day in found.days:
            for kind in ReminderKind:
                page = outlook(session, tracker, moment, day.on, kind, limit=200)
                assert (len(page.rows), page.total) == (day.count(kind),) * 2
                planned |= {(day.on, thing(row), kind, row.rung) for row in page.rows}
        assert outlook(session, world.actor("chutri"), moment).rows == ()
    assert {kind for _on, _key, kind, _rung in planned} == set(ReminderKind)
    assert len(planned) > 60
    done, really = climbed(world), set()
    for ahead in range(DAYS):
        at(world.store, 5 + ahead)
        remind(world.store)
        really |= {(tomorrow(5 + ahead), *one) for one in climbed(world) - done}
        done = climbed(world)
    assert really == planned


def test_the_list_of_a_day_goes_on_page_by_page(world: World) -> None:
    due = on_working_day(tomorrow(20))
    ids = {world.issue(f"Việc {n}", due_on=due).id for n in range(7)}
    moment = at(world.store, (due - tomorrow(0)).days, hour=6)
    seen: list[UUID] = []
    after: str | None = None
    with world.store.reading() as session:
        for _ in range(4):
            page = outlook(session, world.actor("theodoi"), moment, due, after=after, limit=2)
            seen += [row.task.id for row in page.rows]
            after = page.next_after
    assert (set(seen), len(seen), after) == (ids, 7, None)
