"""Directives: resolutions, instructions, conclusions … that order work (văn bản chỉ đạo)."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.core.columns import UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class DirectiveOrigin(StrEnum):
    """How a directive came to be followed."""

    HAND = "hand"
    REGISTER = "register"
    MEETING = "meeting"


class Directive(Versioned, Base):
    """One registered directive. The same symbol may come back in another year or term.

    `origin_id` is the document in the register, or the meeting, that it was taken from.
    """

    __tablename__ = "directive"
    __table_args__ = (UniqueConstraint("symbol", "issued_on"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    symbol: Mapped[str]
    number: Mapped[int]
    type_code: Mapped[str]
    body_code: Mapped[str]
    issuing_body: Mapped[str]
    title: Mapped[str]
    issued_on: Mapped[date] = mapped_column(index=True)
    received_on: Mapped[date | None]
    field_code: Mapped[str | None]
    folded: Mapped[str]
    registered_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    origin_kind: Mapped[str] = mapped_column(default=DirectiveOrigin.HAND)
    origin_id: Mapped[UUID | None] = mapped_column(Uuid)

    articles: Mapped[list["DirectiveArticle"]] = relationship(
        order_by="DirectiveArticle.position", back_populates="directive"
    )


class DirectiveArticle(Base):
    """An article or a paragraph of it; `needs_work` None: nobody has decided yet."""

    __tablename__ = "directive_article"
    __table_args__ = (UniqueConstraint("directive_id", "position"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    directive_id: Mapped[UUID] = mapped_column(ForeignKey("directive.id"))
    position: Mapped[int]
    label: Mapped[str]
    text: Mapped[str]
    needs_work: Mapped[bool | None]

    directive: Mapped[Directive] = relationship(back_populates="articles")
