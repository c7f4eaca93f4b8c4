"""`visible_to` selects exactly what `may_read` allows; so do the evidence twins."""

from sqlalchemy import select

from ecabinet.core.actors import SYSTEM, Actor
from followup.evidence import EVIDENCE, Evidence
from followup.exchange.consult import AskOpinion, ask_opinion
from followup.models import ProgressReport, Task
from followup.policies import may_read, visible_to
from followup.states import TaskState
from tests.commands.followup.test_part_official import give
from tests.commands.followup.test_parts import write
from tests.commands.followup.world import WORD, World, tomorrow


def variety(world: World) -> None:
    """Make tasks in which the same people have different parts."""
    units, people = world.office.units, world.office.people
    for state in TaskState:
        world.in_state(state)
    elsewhere = {"lead_unit_id": units["HUTD"], "coordinating_unit_ids": []}
    world.issue(**elsewhere, informed_unit_ids=[])
    for asked in ({"unit_ids": [units["VPTU"]]}, {"person_ids": [people["cuong"]]}):
        task_id = world.issue(**elsewhere, informed_unit_ids=[]).id
        cmd = AskOpinion(task_id=task_id, text="Ý kiến?", due_on=tomorrow(5), **asked)
        world.store.execute(world.actor("thuky"), ask_opinion, cmd)
    world.issue(lead_unit_id=units["BTCTU"], coordinating_unit_ids=[units["VPTU"]])
    write(world, held := world.in_state(TaskState.RECEIVED))
    give(world, held)
    world.issue(
        lead_unit_id=units["HUTD"],
        informed_unit_ids=[units["TU"]],
        supervisor_id=people["truongphong"],
    )


def test_predicate_and_sql_agree(world: World) -> None:
    variety(world)
    actors: list[Actor] = [world.actor(username) for username in world.office.people]
    with world.store.reading() as session:
        tasks = list(session.scalars(select(Task)))
        for actor in [*actors, SYSTEM]:
            by_sql = set(session.scalars(select(Task.id).where(visible_to(actor))))
            assert by_sql == {t.id for t in tasks if may_read(actor, t)}, actor.username


def test_evidence_is_read_by_those_who_read_the_task(world: World) -> None:
    variety(world)
    with world.store.reading() as session:
        held = [
            Evidence(report, task)
            for report, task in session.execute(
                select(ProgressReport, Task).join(Task, Task.id == ProgressReport.task_id)
            )
        ]
        assert held
        for username in WORD.values():
            actor = world.actor(username)
            by_sql = set(session.scalars(EVIDENCE.visible_ids(actor)))
            assert by_sql == {e.report.id for e in held if EVIDENCE.may_read(actor, e)}, username


def test_evidence_is_added_by_its_author_until_the_decision(world: World) -> None:
    pending = world.in_state(TaskState.REPORTED_DONE)
    decided = world.in_state(TaskState.ACCEPTED)
    with world.store.reading() as session:
        for task_id, open_to in ((pending, {"assignee"}), (decided, set())):
            report = session.scalars(
                select(ProgressReport).where(ProgressReport.task_id == task_id)
            ).one()
            evidence = EVIDENCE.load(session, SYSTEM, report.id)
            may = {who for who, name in WORD.items()
                   if EVIDENCE.may_upload(world.actor(name), evidence)}  # fmt: skip
            assert may == open_to
            assert not any(
                EVIDENCE.may_annotate(world.actor(name), evidence) for name in WORD.values()
            )
