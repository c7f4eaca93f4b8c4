"""All that one person may see of the opinions on an item; the number of queries is constant."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.queries.papers import PaperView, papers_of
from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.deputies import ActedFor, deputies
from ecabinet.core.permissions import allows
from meetings.opinions import access
from meetings.opinions.access import Held
from meetings.opinions.containers import KIND
from meetings.opinions.models import OpinionCall, OpinionStep, WrittenOpinion
from meetings.opinions.places import GivenPlace
from meetings.opinions.policies import OpinionsPermission, WrittenPermission, is_told
from meetings.opinions.queries.naming import usual_naming
from meetings.opinions.queries.shapes import (
    CallOut,
    OpinionFileOut,
    OpinionOut,
    OpinionsOut,
    OpinionsRights,
    OpinionStepOut,
    ReplyOut,
)
from meetings.opinions.queries.units import own_units
from meetings.opinions.states import (
    Audience,
    Naming,
    OpinionAct,
    ReplyKind,
    is_over,
    takes,
)
from meetings.policies import MeetingPermission
from meetings.queries.shapes import Named
from meetings.states import EDITABLE, MeetingState


def item_opinions(session: Session, actor: Actor, item_id: UUID, now: datetime) -> OpinionsOut:
    """Return the opinions on an item as the actor may see them. Raises NotFound."""
    at = access.opinions(session, actor, item_id, OpinionsPermission.READ)
    rows = standing_rows(session, [item_id])
    seen = visible(actor, at, rows)
    own = [row for row in seen if is_own(actor, at, row)]
    files = papers_of(session, actor, KIND, [row.id for row in seen])
    acted = deputies(session, [row.id for row in seen])
    shown = {
        row.id: opinion_out(
            row, files.get(row.id, []), own=row in own, replied=acted.row(row.id, row.reply_at)
        )
        for row in seen
    }
    return OpinionsOut(
        item_id=item_id,
        number=at.item.number,
        item_title=at.item.title,
        secrecy=at.item.secrecy or 0,
        meeting_id=at.meeting.id,
        meeting_title=at.meeting.row.title,
        meeting_state=MeetingState(at.meeting.state),
        starts_at=at.meeting.row.starts_at,
        naming=usual_naming(session, at.meeting.row),
        call=call_out(session, at, now),
        count=len(rows),
        hidden=len(rows) - len(seen),
        own=[shown[row.id] for row in own],
        opinions=[shown[row.id] for row in seen if _is_listed(actor, at, row)],
        units=own_units(session, actor, office_day(now)),
        rights=_rights(actor, at, now),
    )


def standing_rows(session: Session, item_ids: list[UUID]) -> list[WrittenOpinion]:
    """Return the opinions that stand, in their order: units, people by rank, those without a name.

    Those without a name stand by their random ids: in no order that tells anything.
    """
    query = select(WrittenOpinion).where(
        WrittenOpinion.item_id.in_(item_ids), WrittenOpinion.withdrawn_at.is_(None)
    )
    return sorted(session.scalars(query), key=_place)


def _place(row: WrittenOpinion) -> tuple[int, str, int, str]:
    if row.anonymous:
        return (2, "", 0, str(row.id))
    return (0 if row.unit_id else 1, row.unit_name, row.rank, str(row.given_at))


def visible(actor: Actor, at: Held, rows: list[WrittenOpinion]) -> list[WrittenOpinion]:
    """Return those that the actor may read."""
    return [row for row in rows if allows(actor, WrittenPermission.READ, GivenPlace(at, row))]


def is_own(actor: Actor, at: Held, row: WrittenOpinion) -> bool:
    """Whether it is the actor's to change, time apart."""
    return allows(actor, WrittenPermission.CHANGE, GivenPlace(at, row))


def _is_listed(actor: Actor, at: Held, row: WrittenOpinion) -> bool:
    """One's own stands in the list only where the others do, and one without a name with them."""
    one = GivenPlace(at, row)
    return is_told(actor, one) and allows(actor, OpinionsPermission.READ_ALL, at)


def call_out(session: Session, at: Held, now: datetime) -> CallOut | None:
    """Return how opinions are taken on the item; None: they are not asked for."""
    call = at.call
    if call is None:
        return None
    ids = [call.unit_id] if call.unit_id else []
    names = names_on(session, ids, office_day(now))
    return call_shape(call, at.meeting.state, {key: one.name for key, one in names.items()}, now)


def call_shape(call: OpinionCall, state: str, names: dict[UUID, str], now: datetime) -> CallOut:
    """Return the shape; `names` are those of the units that answer."""
    unit = Named(id=call.unit_id, name=names[call.unit_id]) if call.unit_id else None
    return CallOut(
        naming=Naming(call.naming),
        audience=Audience(call.audience),
        due_at=call.due_at,
        closed_at=call.closed_at,
        unit=unit,
        note=call.note,
        open=takes(state, call.closed_at, call.due_at, now),
        over=is_over(state, call.closed_at, call.due_at, now),
        revision=call.revision,
    )


def opinion_out(
    row: WrittenOpinion, papers: list[PaperView], *, own: bool, replied: ActedFor | None = None
) -> OpinionOut:
    """Return the shape; of one without a name nothing that tells who or when.

    `replied`: a deputy wrote the reply.
    """
    named = not row.anonymous
    return OpinionOut(
        id=row.id,
        anonymous=row.anonymous,
        name=row.name if named else "",
        title=row.title if named else "",
        stands_for=row.stands_for if named else "",
        unit=row.unit_name,
        text=row.text,
        given_at=row.given_at if named else None,
        changed_at=row.changed_at if named else None,
        files=[_file(paper) for paper in papers],
        reply=_reply(row, replied),
        own=own,
        unit_id=row.unit_id,
        revision=row.revision,
    )


def _file(paper: PaperView) -> OpinionFileOut:
    version = paper.newer or paper.version
    return OpinionFileOut(
        paper_id=paper.id, version_id=version.id, title=paper.title, filename=version.filename,
        state=version.state, failure=version.failure,
    )  # fmt: skip


def _reply(row: WrittenOpinion, replied: ActedFor | None) -> ReplyOut | None:
    if row.reply_kind is None or row.reply_at is None:
        return None
    return ReplyOut(
        kind=ReplyKind(row.reply_kind), text=row.reply_text, unit=row.reply_unit, at=row.reply_at,
        deputy=replied.deputy_name if replied else None,
        behalf=replied.person_name if replied else None,
    )  # fmt: skip


def _rights(actor: Actor, at: Held, now: datetime) -> OpinionsRights:
    call, state = at.call, at.meeting.state
    taken = call is not None and takes(state, call.closed_at, call.due_at, now)
    over = call is not None and is_over(state, call.closed_at, call.due_at, now)
    opens = state in EDITABLE and allows(actor, OpinionsPermission.OPEN, at)
    return OpinionsRights(
        meeting=allows(actor, MeetingPermission.READ, at.meeting),
        give=taken and actor.deputy is None and allows(actor, OpinionsPermission.GIVE, at),
        open=opens and call is None,
        change=opens and call is not None,
        reply=over and allows(actor, OpinionsPermission.REPLY, at),
        read_all=allows(actor, OpinionsPermission.READ_ALL, at),
    )


def own_story(session: Session, opinion_ids: list[UUID]) -> dict[UUID, list[OpinionStepOut]]:
    """Return what was done with opinions, by opinion; for who may change them. One query."""
    rows = session.scalars(
        select(OpinionStep).where(OpinionStep.opinion_id.in_(opinion_ids)).order_by(OpinionStep.id)
    )
    found: dict[UUID, list[OpinionStepOut]] = {}
    for row in rows:
        step = OpinionStepOut(act=OpinionAct(row.act), at=row.at, text=row.text)
        found.setdefault(row.opinion_id, []).append(step)
    return found
