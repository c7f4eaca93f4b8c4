"""Who a person of ours is to a provider or a directory."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.accounts.models import Person
from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class Identity(Base):
    """One account elsewhere. `subject` never changes there, whatever becomes of the user name."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("source", "subject"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    source: Mapped[str]
    subject: Mapped[str]
    linked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship()
