"""In whose name somebody chases, who signs, until when an answer can be wanted; order of tasks."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import Invalid
from followup.chase_policies import bodies_of
from followup.models import Task
from followup.queries.chases import signers_of
from followup.queries.names import units_named


def body_for(
    session: Session, actor: Actor, wanted: UUID | None, letter: bool, today: date
) -> UUID:
    """Return the body chosen, else the first of the actor's where a letter can be signed.

    Raises Invalid: it is not the actor's to write for, or there is none.
    """
    own = bodies_of(actor)
    if not own or (wanted is not None and wanted not in own):
        raise Invalid("chase.no_body", field="body_id")
    if wanted is not None:
        return wanted
    if not letter:
        return own[0]
    return next((body for body in own if signers_of(session, body, today)), own[0])


def signer_for_letter(session: Session, body_id: UUID, wanted: UUID | None, today: date) -> UUID:
    """Return the leader chosen, else the first of the body.

    Raises Invalid: the body has no leader who can sign; the one chosen is none of its leaders.
    """
    offered = [person.id for person in signers_of(session, body_id, today)]
    if not offered:
        raise Invalid("chase.no_signer", field="signer_id")
    if wanted is not None and wanted not in offered:
        body = units_named(session, [body_id], today)[body_id].name
        raise Invalid("chase.signer_of_others", field="signer_id", body=body)
    return wanted or offered[0]


def check_answer_day(answer_by: date | None, today: date) -> None:
    """Raise Invalid for a day that is past."""
    if answer_by is not None and answer_by < today:
        raise Invalid("chase.answer_in_past", field="answer_by")


def worst_of(tasks: Iterable[Task]) -> list[Task]:
    """Return the tasks as a letter lists them: the oldest date first."""
    return sorted(tasks, key=lambda task: (task.due_on or date.max, task.number))
