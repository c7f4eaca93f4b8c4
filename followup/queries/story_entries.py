"""Lines of the history in the story of a task: received, named, split, chased, put aside …"""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.issuing.telling import document_path
from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import unit_names
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.deputies import Deputies
from followup.models import EntryKind, ExtensionState, TaskChase, TaskChaseItem, TaskEntry
from followup.models import TaskExtension as Asked
from followup.queries.chases import letters_of
from followup.queries.names import Named
from followup.queries.pieces import Node
from followup.queries.story_shapes import EntryStep, Rows
from followup.sources import Link

TURNS = (
    EntryKind.REFUSED,
    EntryKind.REASSIGNED,
    EntryKind.INSISTED,
    EntryKind.SUSPENDED,
    EntryKind.RESUMED,
    EntryKind.CANCELLED,
    EntryKind.EXTENSION_APPROVED,
    EntryKind.DUE_MOVED,
)
"""What is told of sisters, too."""

WHOLE = (
    *TURNS,
    EntryKind.RECEIVED,
    EntryKind.ASSIGNED,
    EntryKind.HANDED_OVER,
    EntryKind.SPLIT,
    EntryKind.PART_SET,
    EntryKind.PART_ASSIGNED,
    EntryKind.PART_WITHDRAWN,
    EntryKind.CHASED,
    EntryKind.CONSULTED,
    EntryKind.ADVISED,
    EntryKind.EXTENSION_REQUESTED,
    EntryKind.EXTENSION_REFUSED,
    EntryKind.AMENDED,
    EntryKind.UNIT_ADDED,
    EntryKind.UNIT_REMOVED,
)
"""What is told of the task itself and its pieces. Reports and decisions are told by themselves."""


def entries(
    session: Session,
    actor: Actor,
    rows: Rows,
    whole: Collection[UUID],
    pieces: Iterable[Node],
    by: Deputies,
) -> list[EntryStep]:
    """Return the lines of these tasks, all that matter of those in `whole`, turns of the others.

    At most five queries; units are called as on their day.
    """
    query = (
        select(TaskEntry, Person.name)
        .outerjoin(Person, Person.id == TaskEntry.actor_id)
        .where(TaskEntry.task_id.in_(list(rows)), TaskEntry.kind.in_(WHOLE))
        .order_by(TaskEntry.at, TaskEntry.id)
    )
    found = [
        (entry, name)
        for entry, name in session.execute(query)
        if entry.task_id in whole or entry.kind in TURNS
    ]
    kinds = {entry.kind for entry, _name in found}
    letters = _letters(session, actor, rows) if EntryKind.CHASED in kinds else {}
    waiting = _waiting(session, rows) if EntryKind.EXTENSION_REQUESTED in kinds else set()
    split = {str(node.row.id): node for node in pieces}
    named = {
        UUID(entry.detail[key])
        for entry, _name in found
        for key in ("unit_id", "to_unit_id")
        if entry.detail.get(key)
    }
    units = unit_names(session, named)

    def unit(entry: TaskEntry, key: str) -> str:
        told = entry.detail.get(key)
        return units.on(UUID(told), office_day(entry.at)).name if told else ""

    return [
        EntryStep(
            at=entry.at,
            task=rows[entry.task_id],
            entry=entry.kind,
            actor=_actor(entry, name, by),
            reason=_words(entry),
            unit=unit(entry, "unit_id"),
            to_unit=unit(entry, "to_unit_id"),
            detail=entry.detail,
            documents=letters.get((entry.task_id, entry.at), ()),
            piece=split.get(str(entry.detail.get("child_id"))),
            waits=(entry.task_id, entry.at) in waiting,
        )
        for entry, name in found
    ]


def _words(entry: TaskEntry) -> str:
    """Return what was said: a reason, a remark, the words of who chases, what a part is."""
    said = (entry.detail.get(key) for key in ("reason", "note", "text", "content"))
    return next((str(words) for words in said if words), "")


def _actor(entry: TaskEntry, name: str | None, by: Deputies) -> Named | None:
    if entry.actor_id is None or name is None:
        return None
    deputy = by.of(entry.task_id, f"task.{entry.kind}", entry.at)
    return Named(entry.actor_id, name, deputy=deputy)


def _letters(
    session: Session, actor: Actor, rows: Rows
) -> Mapping[tuple[UUID, object], tuple[Link, ...]]:
    """Return the letter, once it has its number, of each act of chasing; two queries."""
    acts = session.execute(
        select(TaskChaseItem.task_id, TaskChase.at, TaskChase.id)
        .join(TaskChase, TaskChase.id == TaskChaseItem.chase_id)
        .where(TaskChaseItem.task_id.in_(list(rows)))
    ).all()
    letters = letters_of(session, actor, [chase_id for *_, chase_id in acts])
    return {
        (task_id, at): (Link(letters[chase_id].symbol, document_path(letters[chase_id].id)),)
        for task_id, at, chase_id in acts
        if chase_id in letters and letters[chase_id].symbol
    }


def _waiting(session: Session, rows: Rows) -> set[tuple[UUID, object]]:
    query = select(Asked.task_id, Asked.requested_at).where(
        Asked.task_id.in_(list(rows)), Asked.state == ExtensionState.PENDING
    )
    return {(task_id, at) for task_id, at in session.execute(query)}
