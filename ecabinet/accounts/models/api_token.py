"""API tokens: named, scoped keys of a person for programs that act for them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.accounts.models.person import Person
from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class ApiToken(Base):
    """One token. Its secret is shown once; only the SHA-256 is kept, and a hint to tell it by.

    `used_at` and `used_from` are coarse: written again after ten minutes, or from a new address.
    """

    __tablename__ = "api_token"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(Json)
    hint: Mapped[str]
    secret_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    used_from: Mapped[str | None]
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person] = relationship(foreign_keys=[person_id])

    def ended(self, now: datetime) -> bool:
        """Whether it opens nothing any more: revoked or expired."""
        return self.revoked_at is not None or self.expires_at <= now
