"""Votes, what is set for them beforehand, and who was entitled when they opened."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from meetings.ballot_forms import Form, Kind, Tie
from meetings.states import VoteState


class Vote(Base):
    """One question. Everything that the verdict depends on is frozen here when it opens.

    `members` counts the votes of those entitled by their seat, `recused` those of members who stand
    back from the item, `present` those in the room at opening or represented, `required` how many
    of them make the quorum: one each, unless weights were set. `voters` counts people who may cast,
    `cast` ballots, and is advanced together with each of them. `outcome` is the frozen verdict.

    `form` to `tie` say what a ballot may hold and what is done with equal votes (ballot_forms.py).
    Ballots are taken from `opens_at` on, which devices show as a count down. `changeable`: an open
    ballot may be changed until the close. The result is told when `published_at` is set: at the
    close, unless `delayed`. Votes of one `slate_id` are opened, cast and closed together.
    `on_paper`: no tablet takes part; `paper` is what people counted (paper_figures.PaperCount).
    `repeats_id` is the vote that this one is held instead of; a vote made in error is voided.
    `circulation_id`: answers to that circulation are counted too. `circulated` of the ballots came
    from it; `absent_votes` are the votes of those of them who were not in the room.
    """

    __tablename__ = "vote"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    version_id: Mapped[UUID | None] = mapped_column(Uuid)
    question: Mapped[str]
    kind: Mapped[str] = mapped_column(default=Kind.OPEN)
    form: Mapped[str] = mapped_column(default=Form.YES_NO_OTHER, server_default=Form.YES_NO_OTHER)
    least: Mapped[int] = mapped_column(default=0, server_default="0")
    most: Mapped[int] = mapped_column(default=0, server_default="0")
    seats: Mapped[int] = mapped_column(default=0, server_default="0")
    tie: Mapped[str] = mapped_column(default=Tie.FAILS, server_default=Tie.FAILS)
    state: Mapped[str] = mapped_column(default=VoteState.PREPARED)
    base: Mapped[str]
    numerator: Mapped[int]
    denominator: Mapped[int]
    strict: Mapped[bool]
    members: Mapped[int] = mapped_column(default=0)
    recused: Mapped[int] = mapped_column(default=0, server_default="0")
    present: Mapped[int] = mapped_column(default=0)
    required: Mapped[int] = mapped_column(default=0)
    voters: Mapped[int] = mapped_column(default=0, server_default="0")
    weighted: Mapped[bool] = mapped_column(default=False, server_default=false())
    override_reason: Mapped[str | None]
    cast: Mapped[int] = mapped_column(default=0)
    changeable: Mapped[bool] = mapped_column(default=False, server_default=false())
    delayed: Mapped[bool] = mapped_column(default=False, server_default=false())
    slate_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    slate_position: Mapped[int] = mapped_column(default=0, server_default="0")
    on_paper: Mapped[bool] = mapped_column(default=False, server_default=false())
    paper: Mapped[dict[str, Any] | None] = mapped_column(Json)
    # No foreign key to itself: SQLite cannot add one to a table that exists.
    repeats_id: Mapped[UUID | None] = mapped_column(Uuid)
    circulation_id: Mapped[UUID | None] = mapped_column(ForeignKey("circulation.id"), index=True)
    circulated: Mapped[int] = mapped_column(default=0, server_default="0")
    absent_votes: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    opens_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    voided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    voided_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    void_reason: Mapped[str | None]
    outcome: Mapped[dict[str, Any] | None] = mapped_column(Json)

    options: Mapped[list["VoteOption"]] = relationship(
        order_by="VoteOption.position", lazy="selectin", cascade="all, delete-orphan"
    )


class VoteOption(Base):
    """One option or candidate of a vote by list; `position` counts from 1."""

    __tablename__ = "vote_option"
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str]


class VoteWeight(Base):
    """How many votes a participant has in one vote; who is not named has one."""

    __tablename__ = "vote_weight"
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"), primary_key=True)
    weight: Mapped[int]


class VoteProxy(Base):
    """A participant who will be absent has let another cast in one vote, for a stated reason."""

    __tablename__ = "vote_proxy"
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"), primary_key=True)
    proxy_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"))
    reason: Mapped[str]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class VoteEntitlement(Base):
    """A participant may cast in this vote, or `proxy_id` for them; frozen when the vote opened.

    `shown_at`: when a device of whoever casts said that the ballot is on its screen.
    """

    __tablename__ = "vote_entitlement"
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"), primary_key=True)
    weight: Mapped[int] = mapped_column(default=1, server_default="1")
    proxy_id: Mapped[UUID | None] = mapped_column(ForeignKey("participant.id"))
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
