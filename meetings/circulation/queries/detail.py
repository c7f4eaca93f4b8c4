"""One circulation ballot as the reader may see it."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person, Unit
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.permissions import allows
from meetings.ballot_forms import Form, said_by
from meetings.circulation import access
from meetings.circulation.counting import BASES
from meetings.circulation.fields import AskedPeople, ShareOf
from meetings.circulation.models import Circulation, CirculationPart, CirculationStep
from meetings.circulation.policies import CirculationPermission, OpinionPermission
from meetings.circulation.queries.joint import joined_vote
from meetings.circulation.queries.lists import rows_of
from meetings.circulation.queries.shapes import CirculationOut, CirculationStepOut, PartAnswer
from meetings.circulation.states import (
    OF_MEETINGS,
    CirculationAct,
    CirculationState,
    can,
    takes_answers,
)
from meetings.queries.vote_shapes import OptionOut
from meetings.terms import Outcome, Sentence, Terms
from meetings.verdict_words import threshold_en, threshold_vi

READ = CirculationPermission.READ
KEPT = (
    "question", "least", "most", "seats", "numerator", "denominator", "strict", "rule_set",
    "early_close", "tracker_id", "sent_at", "closed_at", "published_at", "reason", "revision",
)  # fmt: skip


def circulation(session: Session, actor: Actor, circulation_id: UUID) -> CirculationOut:
    """Return one. Raises NotFound: unknown, or not to be known."""
    row = access.circulation(session, actor, circulation_id, READ)
    line = rows_of(session, actor, [row], utc_now())[0]
    runs = allows(actor, CirculationPermission.RUN, row)
    result = allows(actor, CirculationPermission.READ_RESULT, row)
    told = runs or result
    parts = [_part(part, told or _own(actor, part)) for part in row.parts]
    mine = next((one for one in parts if one.person_id == actor.person_id), None)
    wish = AskedPeople.model_validate(row.asked)
    draft = runs and row.state == CirculationState.DRAFT
    steps = list(
        session.scalars(
            select(CirculationStep)
            .where(CirculationStep.circulation_id == row.id)
            .order_by(CirculationStep.id)
        )
    )
    names = _names(session, row, wish, steps)
    return CirculationOut(
        **line.model_dump(),
        **{name: getattr(row, name) for name in KEPT},
        form=Form(row.form),
        options=[OptionOut(position=o.position, words=o.words) for o in row.options],
        share_of=ShareOf(row.share_of),
        threshold=_threshold(row),
        tracker=names[row.tracker_id],
        wish=wish if draft else None,
        names={str(key): name for key, name in names.items()} if draft else {},
        parts=parts,
        mine=mine,
        outcome=Outcome.model_validate(row.outcome) if result and row.outcome else None,
        joined=joined_vote(session, row.id) if row.state == CirculationState.JOINED else None,
        steps=[_step(step, names) for step in steps],
        acts=_acts(actor, row, runs),
        runs=runs,
    )


def _own(actor: Actor, part: CirculationPart) -> bool:
    return part.person_id == actor.person_id


def _part(part: CirculationPart, told: bool) -> PartAnswer:
    one = PartAnswer(
        id=part.id, person_id=part.person_id, name=part.name, title=part.title,
        answered_at=part.answered_at, changes=part.changes,
    )  # fmt: skip
    if not told or part.answered_at is None:
        return one
    said = said_by(part.choice, part.text, part.chosen)
    return one.model_copy(update=said.model_dump())


def _step(step: CirculationStep, names: dict[UUID, str]) -> CirculationStepOut:
    by = names.get(step.by_id, "") if step.by_id else ""
    return CirculationStepOut(
        act=CirculationAct(step.act), by=by, at=step.at, text=step.text, due_at=step.due_at
    )


def _names(
    session: Session, row: Circulation, wish: AskedPeople, steps: list[CirculationStep]
) -> dict[UUID, str]:
    """Names of people and units that the shape tells of; two queries."""
    people = {row.tracker_id, *wish.people, *(step.by_id for step in steps if step.by_id)}
    found = dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(people))).all())
    units = {office.unit_id for office in wish.offices}
    named = session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(units)))
    return found | dict(named.all())


def _threshold(row: Circulation) -> Sentence:
    terms = Terms(
        base=BASES[ShareOf(row.share_of)], numerator=row.numerator, denominator=row.denominator,
        strict=row.strict, members=0, present=0, required=0,
    )  # fmt: skip
    return Sentence(vi=threshold_vi(terms), en=threshold_en(terms))


def _acts(actor: Actor, row: Circulation, runs: bool) -> list[CirculationAct]:
    """What the reader may do now, in the order of the table."""
    now = utc_now()
    open_now = takes_answers(row.state, row.due_at, now)
    asked = allows(actor, CirculationPermission.ANSWER, row) and actor.deputy is None
    missing = any(part.answered_at is None for part in row.parts)
    held = {
        CirculationAct.ANSWER: asked and open_now,
        CirculationAct.CLOSE: runs and not (missing and open_now),
    }
    by_hand = [act for act in CirculationAct if act not in OF_MEETINGS]
    return [act for act in by_hand if can(row.state, act) and held.get(act, runs)]


def files_to_read(session: Session, actor: Actor, row: CirculationOut) -> list[UUID]:
    """Return the answers whose files the reader may open."""
    rows = session.scalars(select(CirculationPart).where(CirculationPart.circulation_id == row.id))
    return [part.id for part in rows if allows(actor, OpinionPermission.READ, part)]
