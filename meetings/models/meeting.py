"""One meeting of a body: its plan, its rules, and where the session stands now."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, Uuid, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.accounts.models import Unit
from ecabinet.core.columns import Json, UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from meetings.models.agenda import AgendaItem
from meetings.models.participant import Participant
from meetings.states import MeetingState


class Meeting(Versioned, Base):
    """A meeting of the body `unit_id`; times are planned ones, `opened_at` the real one.

    The quorum rule is a fraction of the members entitled: at least it, or with `quorum_strict`
    more than it. `kind` and `room` are codes of catalogues. `presenter_id` is the participant
    who leads pages and points besides secretary and chair, `current_view` which part of the page
    is shown. `vote_…` is what a vote needs unless
    its question says otherwise, taken from the kind when the meeting was planned. `minutes_number`
    counts per body and year and is given when the session closes. `agenda_revision` counts changes
    of the agenda; `room_reason` says why the room is shared with another called meeting.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("unit_id", "minutes_year", "minutes_number"),
        Index("ix_meeting_room_starts_at", "room", "starts_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    title: Mapped[str]
    kind: Mapped[str]
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    place: Mapped[str]
    room: Mapped[str | None]
    state: Mapped[str] = mapped_column(default=MeetingState.DRAFT, index=True)
    rule_set: Mapped[str] = mapped_column(default="party")
    quorum_numerator: Mapped[int] = mapped_column(default=1)
    quorum_denominator: Mapped[int] = mapped_column(default=2)
    quorum_strict: Mapped[bool] = mapped_column(default=True)
    vote_base: Mapped[str] = mapped_column(default="members", server_default="members")
    vote_numerator: Mapped[int] = mapped_column(default=1, server_default="1")
    vote_denominator: Mapped[int] = mapped_column(default=2, server_default="2")
    vote_strict: Mapped[bool] = mapped_column(default=True, server_default=true())
    current_item_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("agenda_item.id", use_alter=True)
    )
    current_version_id: Mapped[UUID | None] = mapped_column(Uuid)
    current_page: Mapped[int] = mapped_column(default=1)
    current_view: Mapped[dict[str, float] | None] = mapped_column(Json)
    # No foreign key: SQLite cannot add one to a table that exists.
    presenter_id: Mapped[UUID | None] = mapped_column(Uuid)
    shown_conclusion_id: Mapped[UUID | None] = mapped_column(Uuid)
    created_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    called_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    agenda_revision: Mapped[int] = mapped_column(default=1, server_default="1")
    series_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting_series.id"), index=True)
    room_reason: Mapped[str] = mapped_column(default="", server_default="")
    minutes_year: Mapped[int | None]
    minutes_number: Mapped[int | None]
    minutes_symbol: Mapped[str | None]

    unit: Mapped[Unit] = relationship()
    items: Mapped[list[AgendaItem]] = relationship(
        primaryjoin=lambda: (AgendaItem.meeting_id == Meeting.id) & AgendaItem.removed_at.is_(None),
        foreign_keys=[AgendaItem.meeting_id],
        order_by=AgendaItem.position,
    )
    participants: Mapped[list[Participant]] = relationship(order_by=Participant.rank)
