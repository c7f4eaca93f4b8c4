"""What is put to the vote: the question, its form, what carries it."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from ecabinet.catalogues.queries import book
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access
from meetings.ballot_forms import Ballots, Form, Kind, Tie, check_form
from meetings.commands.joint import Wanted, check_joint
from meetings.fields import Command, LongText, Part, Title
from meetings.kinds import MEETING_KINDS, MeetingKind
from meetings.models import Meeting, Vote, VoteOption
from meetings.places import MeetingPlace
from meetings.policies import MeetingPermission
from meetings.queries.papers import papers_of
from meetings.states import VoteState
from meetings.terms import Base

MOST_OPTIONS = 200
Number = Annotated[int, Field(ge=0, le=MOST_OPTIONS)]
# Kinds that are held in the room, by this form of question.
RoomKind = Literal[Kind.OPEN, Kind.SECRET, Kind.STRAW]


class Asked(Command):
    """Of which item (else the current one) something is asked, in what form, and what carries it.

    What is left out of the share follows from the meeting, which took it from its kind. A list
    (`form` choose or candidates) has `options`, of which a ballot ticks `least` to `most` (0: as
    many as there are `seats`, or options). `seats` 0: whoever reaches the share is elected.
    `tie` says what equal votes lead to. `delayed`: the result is published later, by hand.
    `on_paper`: people vote on paper or by hand, and the figures are typed in.
    `repeats_id`: the closed or voided vote that is held again. `circulation_id`: the circulation
    ballot on the same question whose answers are counted too (joint.py).
    """

    item_id: UUID | None = None
    version_id: UUID | None = None
    kind: RoomKind = Kind.OPEN
    form: Form = Form.YES_NO_OTHER
    options: Annotated[tuple[Title, ...], Field(max_length=MOST_OPTIONS)] = ()
    least: Number = 0
    most: Number = 0
    seats: Number = 0
    tie: Tie = Tie.FAILS
    base: Base | None = None
    numerator: Part | None = None
    denominator: Part | None = None
    strict: bool | None = None
    delayed: bool = False
    on_paper: bool = False
    repeats_id: UUID | None = None
    circulation_id: UUID | None = None


class Question(Asked):
    """A question with what it needs to be put to the vote."""

    question: LongText


def new_vote(uow: UnitOfWork, place: MeetingPlace, asked: Question) -> Vote:
    """Return a new vote, prepared and nothing more; the gate has let the meeting through.

    Raises:
        Conflict: no item is current and none was named.
        Invalid: a fraction above 1, "more than all", a paper of another item, a list that no
            ballot fits or that names something twice, a vote that cannot be repeated, a circulation
            that cannot be counted with it (joint.check_joint).
    """
    share = _share(place.row, asked)
    ballots = _form(asked)
    if asked.kind is Kind.SECRET and asked.tie is Tie.CHAIR:
        raise Invalid("vote.secret_tie", field="tie")  # Nobody knows which ballot is the chair's.
    _check_repeated(uow, place, asked.repeats_id)
    if asked.circulation_id is not None:
        check_joint(uow, place.row, _wanted(asked, asked.circulation_id, ballots))
    item_id = asked.item_id or place.row.current_item_id
    if item_id is None:
        raise Conflict("session.no_item")
    item = access.item_at(uow, uow.actor, place, item_id)
    if asked.version_id is not None:
        papers = papers_of(uow.session, uow.actor, [item.id])[item.id]
        if asked.version_id not in {paper.version_id for paper in papers}:
            raise Invalid("session.other_paper", field="version_id")
    vote = Vote(
        id=new_id(),
        meeting_id=place.id,
        item_id=item.id,
        kind=asked.kind,
        form=ballots.form,
        least=ballots.least,
        most=ballots.most,
        seats=asked.seats,
        tie=asked.tie,
        state=VoteState.PREPARED,
        created_at=uow.now,
        members=0,
        recused=0,
        present=0,
        required=0,
        voters=0,
        weighted=False,
        circulated=0,
        absent_votes=0,
        cast=0,
        changeable=asked.kind is not Kind.SECRET and rules_of(uow, place.row).ballot_changes,
        delayed=asked.delayed,
        on_paper=asked.on_paper,
        slate_position=0,
        repeats_id=asked.repeats_id,
        circulation_id=asked.circulation_id,
        version_id=asked.version_id,
        question=asked.question,
        options=[VoteOption(position=n, words=words) for n, words in enumerate(asked.options, 1)],
        **share,
    )
    uow.session.add(vote)
    return vote


def _wanted(asked: Question, circulation_id: UUID, ballots: Ballots) -> Wanted:
    by_name = asked.kind is not Kind.SECRET and not asked.on_paper
    return Wanted(
        circulation_id, asked.question, ballots, tuple(asked.options), asked.seats, by_name
    )


def _check_repeated(uow: UnitOfWork, place: MeetingPlace, vote_id: UUID | None) -> None:
    if vote_id is None:
        return
    repeated, _ = access.vote(uow, uow.actor, vote_id, MeetingPermission.RUN)
    if repeated.meeting_id != place.id:
        raise Invalid("vote.other_meeting", field="repeats_id")
    if repeated.state not in (VoteState.CLOSED, VoteState.VOIDED):
        raise Invalid("vote.not_over", field="repeats_id")


def rules_of(uow: UnitOfWork, meeting: Meeting) -> MeetingKind:
    """The rules of the meeting's kind; one that is in no catalogue allows nothing special."""
    kind = book(uow.session, MEETING_KINDS).by_code.get(meeting.kind)
    return kind.data if kind else MeetingKind()


def _form(asked: Asked) -> Ballots:
    ballots = check_form(asked.form, len(asked.options), asked.least, asked.most, asked.seats)
    if len({words.casefold() for words in asked.options}) < len(asked.options):
        raise Invalid("vote.option_twice", field="options")
    return ballots


def _share(meeting: Meeting, asked: Asked) -> dict[str, Any]:
    """Return what carries the vote: as asked, else as the meeting's rules say."""
    names = ("base", "numerator", "denominator", "strict")
    given = {name: getattr(asked, name) for name in names}
    share = {n: getattr(meeting, f"vote_{n}") if v is None else v for n, v in given.items()}
    if share["numerator"] > share["denominator"]:
        raise Invalid("vote.above_one", field="numerator")
    if share["strict"] and share["numerator"] == share["denominator"]:
        raise Invalid("vote.more_than_all", field="strict")
    return share
