"""Parts of coordinating units and opinions stand on the ladder by their own day."""

from datetime import date

from sqlalchemy import select

from ecabinet.core.clock import office_day
from followup.deadlines import on_working_day
from followup.models import ReminderKind
from followup.queries.climbers import climber_of
from followup.states import TaskState
from followup.tasks import remind
from tests.commands.followup.ladders import at
from tests.commands.followup.test_consult import ask
from tests.commands.followup.test_exchange import say, told
from tests.commands.followup.test_parts import report, write
from tests.commands.followup.test_reminders_foreseen import add_rule
from tests.commands.followup.world import World, tomorrow
from tests.proposals import Proposals

PART, OPINION, ON_PROPOSAL = (
    ReminderKind.PART, ReminderKind.OPINION, ReminderKind.PROPOSAL_OPINION
)  # fmt: skip


def sent(world: World, kind: ReminderKind, of: range) -> dict[int, int]:
    """Let the worker look on each of these days; return the rung told on which, by days ahead."""
    for days in of:
        at(world.store, days)
        remind(world.store)
    with world.store.reading() as session:
        rows = session.scalars(select(climber_of(kind).reminder)).all()
        found = [(ahead(office_day(row.at)), row.rung) for row in rows]
    told = [one for one in found if one[0] in of]
    assert len(dict(told)) == len(told), "one at a time"
    return dict(sorted(told))


def ahead(day: date) -> int:
    """How many days from today it is."""
    return (day - tomorrow(0)).days


def test_a_part_is_reminded_of_by_its_own_day_until_it_is_done(world: World) -> None:
    add_rule(world, "BTCTU", before=[3], late_every=2, rest_quiet=False, escalate_after=1)
    task_id = world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(90))
    day = on_working_day(tomorrow(30))
    due = ahead(day)
    at(world.store, due - 10)
    write(world, task_id, due_on=day)
    assert sent(world, PART, range(due - 9, due + 4)) == {
        due - 3: -3,
        due: 0,
        due + 1: 1,
        due + 3: 3,
    }
    later = on_working_day(tomorrow(due + 20))
    new = ahead(later)
    at(world.store, new - 3)
    write(world, task_id, due_on=later)
    assert sent(world, PART, range(new - 3, new)) == {}, "whoever got the day on that day knows"
    assert sent(world, PART, range(new, new + 2)) == {new: 0, new + 1: 1}
    report(world, task_id, done=True)
    assert sent(world, PART, range(new + 2, new + 8)) == {}


def test_a_unit_that_cannot_report_yet_is_not_reminded(world: World) -> None:
    task_id = world.issue(due_on=tomorrow(90)).id
    day = on_working_day(tomorrow(30))
    write(world, task_id, due_on=day)
    assert sent(world, PART, range(ahead(day) - 7, ahead(day))) == {}
    world.receive(task_id)
    assert list(sent(world, PART, range(ahead(day), ahead(day) + 1)).values()) == [0]


def test_days_off_are_quiet_for_parts_and_opinions_too(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(90))
    monday = next(day for day in map(tomorrow, range(30, 60)) if day.weekday() == 0)
    monday = on_working_day(monday)
    write(world, task_id, due_on=monday)
    ask(world, task_id, due_on=monday)
    days = range(ahead(monday) - 9, ahead(monday) + 9)
    for found in (sent(world, PART, days), sent(world, OPINION, days)):
        assert {-3, 0} <= set(found.values())
        assert all(on_working_day(tomorrow(one)) == tomorrow(one) for one in found)


def test_an_opinion_is_reminded_of_until_its_day_and_only_who_owes_it(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(90))
    day = on_working_day(tomorrow(30))
    asked = ask(world, task_id, unit_ids=[world.office.units["UBKTTU"]], due_on=day)
    at(world.store, ahead(day) - 8)
    say(world, "cuong", task_id, "Không vướng.", answers_id=asked)
    found = sent(world, OPINION, range(ahead(day) - 7, ahead(day) + 12))
    assert list(found.values()) == [-3, 0], "of the unit alone, and not after the day"
    assert told(world, "opinion_due") == {"vanthuubkt"}


def test_what_is_asked_on_a_proposal_is_reminded_of_until_it_is_given_or_closed(
    world: World,
) -> None:
    proposals = Proposals(world)
    proposal_id = proposals.draft().id
    day = on_working_day(tomorrow(30))
    proposals.ask(proposal_id, due_on=day)
    proposals.answer("vanthubtc", proposal_id)
    before = sent(world, ON_PROPOSAL, range(ahead(day) - 8, ahead(day)))
    assert list(before.values()) == [-3]
    assert proposals.told("opinion_due") == {"khach01"}
    proposals.send(proposal_id, to_unit_id=proposals.unit("TU"))
    at(world.store, ahead(day) - 1)
    proposals.approve(proposal_id)
    assert sent(world, ON_PROPOSAL, range(ahead(day), ahead(day) + 5)) == {}
