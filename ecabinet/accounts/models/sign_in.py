"""Sign-ins: one row per signed-in browser or API client, so that any of them can be ended."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.accounts.models.person import Person
from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class SignIn(Base):
    """A server-side session. Only the SHA-256 of its secret is kept.

    `how` is what proved the person ("password", "oidc", "ldap"); `strong` says that a second factor
    was shown too; `last_used_at` is coarse, see `commands.sessions.note_use`.
    """

    __tablename__ = "sign_in"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    how: Mapped[str] = mapped_column(default="password", server_default="password")
    strong: Mapped[bool] = mapped_column(default=False, server_default=false())
    remembered: Mapped[bool] = mapped_column(default=False, server_default=false())
    device: Mapped[str]
    device_kind: Mapped[str] = mapped_column(default="", server_default="")
    address: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Plain, without a foreign key: SQLite cannot add one to a table that exists.
    acting_delegation_id: Mapped[UUID | None] = mapped_column(Uuid)

    person: Mapped[Person] = relationship()


class SignInStep(Base):
    """Somebody proved who they are and still owes the second factor; no right comes with it.

    `need` is "code" (show one) or "enrol" (set it up first). Only the hash of its secret is kept.
    """

    __tablename__ = "sign_in_step"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    need: Mapped[str]
    kind: Mapped[str]
    how: Mapped[str]
    remembered: Mapped[bool]
    device: Mapped[str]
    address: Mapped[str]
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
