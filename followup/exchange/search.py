"""Words of the talk on tasks in the search box: each message is found by itself.

A private note is found by the two who read it, a message taken back by nobody.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.search.kinds import Card, Kind, Watch, Words, register_kind
from followup.exchange.models import TaskMessage
from followup.exchange.policies import readable_by
from followup.models import Task, task_code
from followup.paths import message_path


def register_message_search() -> None:
    """Let messages be found by their words."""
    register_kind(
        Kind(
            key="task_message",
            rank=4,
            label=_l("Trao đổi"),
            icon="chat",
            words=_words,
            visible=_visible,
            cards=_cards,
            every=lambda: select(TaskMessage.id).where(TaskMessage.withdrawn_at.is_(None)),
            watch=(Watch(TaskMessage, ("text", "withdrawn_at"), lambda row: row.id),),
        )
    )


def _visible(actor: Actor) -> Select[UUID]:
    return (
        select(TaskMessage.id)
        .join(Task, Task.id == TaskMessage.task_id)
        .where(readable_by(actor), TaskMessage.withdrawn_at.is_(None))
    )


def _words(session: Session, message_id: UUID) -> Words | None:
    row = session.get(TaskMessage, message_id)
    if row is None or row.withdrawn_at is not None:
        return None
    return Words("", {1: row.text}, row.at)


def _cards(session: Session, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Card]:
    said = TaskMessage
    rows = session.execute(
        select(said.id, said.task_id, said.at, Task.number, Task.title, Person.name)
        .join(Task, Task.id == said.task_id)
        .join(Person, Person.id == said.author_id)
        .where(said.id.in_(ids))
    )
    return {
        message_id: Card(
            title=title,
            url=message_path(task_id, message_id),
            note=str(_("%(code)s · %(who)s", code=task_code(number), who=author)),
            at=at,
        )
        for message_id, task_id, at, number, title, author in rows
    }
