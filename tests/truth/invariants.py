"""What is true at every moment, whatever people did: looked up in the tables."""

from collections import Counter
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from documents.models import Annotation
from ecabinet.core import audit_check
from ecabinet.core.actors import Actor
from ecabinet.core.outbox import OutboxEntry, Stream
from followup.models import ProgressReport, Task, TaskEntry
from followup.policies import may_read, visible_to
from followup.queries.dashboard import dashboard
from followup.queries.filters import LabelGroup, TaskScope
from followup.queries.groups import Group
from followup.queries.lists import scope
from followup.states import TaskState
from meetings.models import Ballot, Conclusion, Participant, Vote
from meetings.queries.records import result_file
from meetings.recount import recount
from meetings.states import VoteState
from tests.commands.followup.world import tomorrow
from tests.truth.hall import check_hall
from tests.truth.scene import Scene

LOOKING = ("theodoi", "lanhdao", "vanthu", "canbo", "cuong", "vanthubtc")


def check(scene: Scene) -> None:
    """Raises AssertionError: what is not as it must be."""
    # Gathered before the session: each opens one of its own.
    actors = [scene.actor(username) for username in LOOKING]
    with scene.store.reading() as session:
        assert list(audit_check.faults(session)) == []
        _events_are_there_once(session)
        _ballots_are_those_acknowledged(session, scene)
        check_hall(session, scene)
        _closed_votes_count_again(session, scene)
        _tasks_stand_where_they_were_told(session, scene)
        _histories_only_grow(session, scene)
        marks = set(session.scalars(select(Annotation.id)))
        assert marks == scene.ledger.marks
        conclusions = session.execute(select(Conclusion.id, Conclusion.task_id)).all()
        assert {key: task is not None for key, task in conclusions} == scene.ledger.conclusions
        for actor in actors:
            _figures_are_the_rows(session, actor, tomorrow(0))
            _lists_show_what_may_be_read(session, actor)


def _events_are_there_once(session: Session) -> None:
    row = OutboxEntry
    query = select(row.stream, func.count(), func.min(row.seq), func.max(row.seq))
    ends = dict(session.execute(select(Stream.name, Stream.seq)).all())
    for stream, count, first, last in session.execute(query.group_by(row.stream)):
        assert (first, last, count) == (1, ends[stream], ends[stream]), stream


def _ballots_are_those_acknowledged(session: Session, scene: Scene) -> None:
    rows = session.execute(
        select(Ballot.vote_id, Participant.person_id, Ballot.choice)
        .join(Participant, Participant.id == Ballot.participant_id)
    ).all()  # fmt: skip
    assert {(vote, person): choice for vote, person, choice in rows} == scene.ledger.ballots


def _closed_votes_count_again(session: Session, scene: Scene) -> None:
    cast: Counter[UUID] = Counter(vote for vote, _person in scene.ledger.ballots)
    cast.update({vote_id: len(box) for vote_id, box in scene.ledger.boxes.items()})
    for vote in session.scalars(select(Vote)):
        assert scene.ledger.votes[vote.id] is (vote.state == VoteState.CLOSED)
        assert vote.cast == cast[vote.id]
        if vote.state == VoteState.CLOSED:
            counted = recount(result_file(session, vote.id))
            assert counted.faults == ()
            assert counted.file is not None
            assert counted.file.record.outcome.cast == cast[vote.id]


def _tasks_stand_where_they_were_told(session: Session, scene: Scene) -> None:
    states, told = dict(session.execute(select(Task.id, Task.state)).all()), scene.ledger.states
    differ = [(told.get(key), state) for key, state in states.items() if told.get(key) != state]
    assert not differ, differ
    assert set(states) == set(told), len(set(told) - set(states))
    filed = select(ProgressReport.task_id, func.count()).where(ProgressReport.unit_id.is_(None))
    reports = dict(session.execute(filed.group_by(ProgressReport.task_id)).all())
    assert reports == scene.ledger.reports, (reports, scene.ledger.reports)
    for task in session.scalars(select(Task)):
        assert 0 <= task.percent <= 100
        is_done = task.state in (TaskState.REPORTED_DONE, TaskState.ACCEPTED)
        assert (task.done_on is not None) == is_done, task.state


def _histories_only_grow(session: Session, scene: Scene) -> None:
    now: dict[UUID, list[UUID]] = {key: [] for key in scene.ledger.states}
    for task_id, entry_id in session.execute(
        select(TaskEntry.task_id, TaskEntry.id).order_by(TaskEntry.at, TaskEntry.id)
    ):
        now[task_id].append(entry_id)
    for task_id, entries in now.items():
        before = scene.ledger.history.get(task_id, [])
        assert entries, "a task without its first entry"
        assert entries[: len(before)] == before, "history was changed"
    scene.ledger.history = now


def _figures_are_the_rows(session: Session, actor: Actor, today: date) -> None:
    found = dashboard(session, actor, today, TaskScope(), Group.UNIT)
    for group, figure in (
        (LabelGroup.DONE, found.total.done), (LabelGroup.RUNNING, found.total.running),
        (LabelGroup.ASIDE, found.total.aside), (LabelGroup.LABELLED, found.total.total),
    ):  # fmt: skip
        wanted = scope(actor, found.rows.model_copy(update={"label": group}), today)
        assert session.scalar(select(func.count(Task.id)).where(*wanted)) == figure, group


def _lists_show_what_may_be_read(session: Session, actor: Actor) -> None:
    shown = set(session.scalars(select(Task.id).where(visible_to(actor))))
    whole = select(Task).options(selectinload(Task.units), selectinload(Task.consults))
    may = {task.id for task in session.scalars(whole) if may_read(actor, task)}
    assert shown == may, actor.username
