"""Tables of written opinions: what was asked of an item, the opinions, their story."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from meetings.opinions.states import Audience, Naming


class OpinionCall(Versioned, Base):
    """Opinions are asked for on an item: how, until when, who reads them, which unit answers.

    `due_at` None: until the session closes. `closed_at`: closed by hand before that.
    """

    __tablename__ = "opinion_call"
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    naming: Mapped[str] = mapped_column(default=Naming.NAMED)
    audience: Mapped[str] = mapped_column(default=Audience.DESK)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    note: Mapped[str] = mapped_column(default="")
    opened_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)


class WrittenOpinion(Versioned, Base):
    """One opinion on an item, of a person or in the name of a unit, under the names of that day.

    `slot` says whose it is and is one of a kind for each item; a withdrawn one gives it back. The
    id is random, with no time in it: of an opinion without a name nothing else is told.
    `person_id` is its writer, also of one without a name (`anonymous`): needed to change it, and
    shown to nobody.
    """

    __tablename__ = "written_opinion"
    __table_args__ = (UniqueConstraint("item_id", "slot"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("opinion_call.item_id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    slot: Mapped[str | None]
    anonymous: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str]
    title: Mapped[str]
    stands_for: Mapped[str] = mapped_column(default="")
    unit_name: Mapped[str] = mapped_column(default="")
    rank: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reply_kind: Mapped[str | None]
    reply_text: Mapped[str] = mapped_column(default="")
    reply_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    reply_unit: Mapped[str] = mapped_column(default="")
    reply_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OpinionStep(Base):
    """What was done with an opinion, with the words it had after it; rows are only ever added."""

    __tablename__ = "opinion_step"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    opinion_id: Mapped[UUID] = mapped_column(ForeignKey("written_opinion.id"), index=True)
    act: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(default="")
