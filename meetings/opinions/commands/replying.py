"""The unit that prepared the item says what it makes of an opinion (giải trình, tiếp thu)."""

from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.fields import Command, LongText
from meetings.opinions import access, telling
from meetings.opinions.commands.steps import OpinionRef, call_of, fresh, note
from meetings.opinions.models import OpinionCall
from meetings.opinions.policies import OpinionsPermission
from meetings.opinions.states import OpinionAct, ReplyKind, is_over

Explanation = Annotated[LongText, StringConstraints(min_length=3)]


class ReplyPaper(Command):
    """What is made of an opinion, and why; `revision` is that of the opinion the person saw."""

    kind: ReplyKind
    text: Explanation
    revision: int | None = None


class ReplyToOpinion(ReplyPaper):
    """The reply, and to what."""

    opinion_id: UUID


def reply_to_opinion(uow: UnitOfWork, cmd: ReplyToOpinion) -> OpinionRef:
    """Answer an opinion, or answer it anew, once no more are taken: until then it may change.

    Raises:
        NotFound, Denied; Stale: somebody has answered since `revision`.
        Conflict: opinions are still taken, or it was withdrawn.
    """
    reply = OpinionsPermission.REPLY
    one = access.opinion(uow.session, uow.actor, cmd.opinion_id, reply, lock=True)
    row, call = one.opinion, call_of(one.at)
    if row.withdrawn_at is not None:
        raise Conflict("opinion.withdrawn")
    if not is_over(one.at.meeting.state, call.closed_at, call.due_at, uow.now):
        raise Conflict("opinion.not_over")
    if (row.reply_kind, row.reply_text) == (cmd.kind, cmd.text):
        return OpinionRef.of(row)
    if cmd.revision is not None or row.reply_at is not None:
        fresh(row, cmd.revision)
    # Asked first: a query amid the changes would write them twice, and raise the revision twice.
    unit = _unit(uow, call, one.at.meeting.unit_id)
    row.reply_kind, row.reply_text, row.reply_at = cmd.kind, cmd.text, uow.now
    row.reply_by, row.reply_unit = uow.actor.person_id, unit
    note(uow, row, OpinionAct.REPLY, cmd.text)
    uow.audit("opinion.replied", "opinion", row.id, item=row.item_id, kind=cmd.kind)
    telling.announce(uow, row.item_id)
    uow.session.flush()  # The revision is part of the answer.
    return OpinionRef.of(row)


def _unit(uow: UnitOfWork, call: OpinionCall, body: UUID) -> str:
    """Return the unit in whose name it is said: the one that answers, else the body that meets."""
    unit_id = call.unit_id or body
    return names_on(uow.session, [unit_id], office_day(uow.now))[unit_id].name
