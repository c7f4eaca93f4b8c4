"""Somebody who was asked answers, once or again until the close."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.ballot_forms import Ballots, Choice, Form, Said, check, said_by
from meetings.circulation import access
from meetings.circulation.commands.flow import close
from meetings.circulation.fields import MOST_OPTIONS
from meetings.circulation.policies import CirculationPermission
from meetings.circulation.states import CirculationAct, CirculationState, can, takes_answers
from meetings.fields import Command, Remark


class AnswerPaper(Command):
    """An answer: `choice` to a question with `text` as opinion; of a list the positions chosen."""

    choice: Choice | None = None
    text: Remark = ""
    chosen: Annotated[tuple[int, ...], Field(max_length=MOST_OPTIONS)] | None = None


class AnswerCirculation(AnswerPaper):
    """The answer, and to what."""

    circulation_id: UUID


class AnswerReceipt(Command):
    """What was recorded, and when; `state` tells whether it was the last that was missing."""

    circulation_id: UUID
    choice: Choice | None
    text: str
    chosen: tuple[int, ...] | None
    answered_at: datetime
    state: CirculationState


def answer_circulation(uow: UnitOfWork, cmd: AnswerCirculation) -> AnswerReceipt:
    """Record an answer, or change one's own. The same answer again keeps its first time.

    Answers go one by one: the last one that was missing closes it, when it was so decided.

    Raises:
        NotFound: the actor may not know of it.
        Denied: the actor was not asked, or acts for another.
        Conflict: the deadline has passed (circulation.too_late), it is closed or withdrawn.
        Invalid: what it says does not fit the form.
    """
    row = access.to_change(uow, cmd.circulation_id, CirculationPermission.ANSWER)
    mine = access.own_part(row, uow.actor)
    if not can(row.state, CirculationAct.ANSWER):
        raise Conflict(f"circulation.{row.state}")
    if not takes_answers(row.state, row.due_at, uow.now):
        raise Conflict("circulation.too_late")
    said = check(
        Said(choice=cmd.choice, text=cmd.text, chosen=cmd.chosen),
        Ballots(form=Form(row.form), options=len(row.options), least=row.least, most=row.most),
    )
    if mine.answered_at is None or said_by(mine.choice, mine.text, mine.chosen) != said:
        mine.changes += mine.answered_at is not None
        mine.choice, mine.text, mine.answered_at = said.choice, said.text, uow.now
        mine.chosen = None if said.chosen is None else list(said.chosen)
        uow.audit("circulation.answered", "circulation", row.id, changes=mine.changes)
    if row.early_close and all(part.answered_at is not None for part in row.parts):
        close(uow, row)
    return AnswerReceipt(
        circulation_id=row.id, answered_at=mine.answered_at, state=CirculationState(row.state),
        **said.model_dump(),
    )  # fmt: skip
