"""Tables of official documents: what was issued, who signs in which order, keys to sign with."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from documents.issuing.states import OfficialState, SignerState
from ecabinet.core.columns import Json, UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class OfficialDocument(Versioned, Base):
    """One document. A draft shows the facts as they are now; `facts` are those it was issued with.

    `blob` is the file as it is now, with its signatures; `issued_blob` as it was before the first.
    `scan_version_id`: the scan of what was signed on paper.
    """

    __tablename__ = "official_document"
    __table_args__ = (
        Index("ix_official_document_subject", "subject_kind", "subject_id"),
        Index(
            "uq_official_document_draft", "kind", "subject_id", unique=True,
            sqlite_where=text("state = 'draft'"), postgresql_where=text("state = 'draft'"),
        ),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    kind: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID] = mapped_column(Uuid)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    rule_set: Mapped[str]
    title: Mapped[str]
    secrecy: Mapped[int]
    state: Mapped[str] = mapped_column(default=OfficialState.DRAFT, index=True)
    symbol: Mapped[str] = mapped_column(default="")
    day: Mapped[date | None]
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("register_entry.id"))
    facts: Mapped[dict[str, Any] | None] = mapped_column(Json)
    issued_blob: Mapped[str | None]
    blob: Mapped[str | None] = mapped_column(index=True)
    scan_version_id: Mapped[UUID | None] = mapped_column(ForeignKey("paper_version.id"))
    scan_blob: Mapped[str | None]
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("official_document.id"), index=True)
    drafted_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    drafted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    signers: Mapped[list["OfficialSigner"]] = relationship(
        order_by="OfficialSigner.position", back_populates="document"
    )


class OfficialSigner(Base):
    """One signature in its turn; without a person it is the office's seal, at the end."""

    __tablename__ = "official_signer"
    __table_args__ = (UniqueConstraint("document_id", "position"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("official_document.id"))
    position: Mapped[int]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    part: Mapped[str]
    state: Mapped[str] = mapped_column(default=SignerState.WAITING)
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    signed_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    certificate: Mapped[dict[str, Any] | None] = mapped_column(Json)

    document: Mapped[OfficialDocument] = relationship(back_populates="signers")


class SigningKey(Base):
    """A key file (PKCS#12) of a person or of a unit; `sealed` is it, encrypted once more.

    Its PIN is kept nowhere. A removed key is emptied; what it signed stays good.
    """

    __tablename__ = "signing_key"
    __table_args__ = (
        Index(
            "uq_signing_key_fingerprint", "fingerprint", unique=True,
            sqlite_where=text("removed_at IS NULL"), postgresql_where=text("removed_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str]
    issuer: Mapped[str]
    serial: Mapped[str]
    fingerprint: Mapped[str]
    not_before: Mapped[datetime] = mapped_column(UtcDateTime)
    not_after: Mapped[datetime] = mapped_column(UtcDateTime)
    sealed: Mapped[str]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
