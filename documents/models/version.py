"""Versions of a paper: the file as it came, the copy that is safe to serve, and its pages."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from documents.models.paper import Paper
from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id

PDF = "application/pdf"


class PaperVersion(Base):
    """One file. The original is kept by its hash for ever; only the sanitised copy is served.

    `pages` is [[width, height], …] in points, as displayed. `failure` is the code of the sentence
    that says why the file cannot be used. An office file or picture is served as the PDF made of
    it; where files are only kept (evidence) it is served as it came. A heavy scan gets a lighter
    copy to read (`light_state`, see `documents.states.LightState`); None: not heavy. A PDF with a
    password is looked into as `opened_blob`, the copy that the right password opened.
    `carry_state`: whether the marks of the version before are here (`documents.states.CarryState`).
    """

    __tablename__ = "paper_version"
    __table_args__ = (UniqueConstraint("paper_id", "number"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("paper.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(index=True)
    failure: Mapped[str | None]
    blob: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    filename: Mapped[str]
    media_type: Mapped[str]
    served_blob: Mapped[str | None]
    served_size: Mapped[int | None] = mapped_column(BigInteger)
    page_count: Mapped[int | None]
    pages: Mapped[list[Any] | None] = mapped_column(Json)
    note: Mapped[str] = mapped_column(default="")
    uploaded_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    processed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    light_state: Mapped[str | None] = mapped_column(index=True)
    light_blob: Mapped[str | None]
    light_size: Mapped[int | None] = mapped_column(BigInteger)
    opened_blob: Mapped[str | None]
    # Onto which layer the annotations in the file go as marks; None: they stay in the file.
    marks_onto: Mapped[str | None]
    recognised_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    carry_state: Mapped[str | None] = mapped_column(index=True)
    converting_since: Mapped[datetime | None] = mapped_column(UtcDateTime)

    paper: Mapped[Paper] = relationship()

    @property
    def served_type(self) -> str:
        """The media type of what people get."""
        return PDF if self.pages is not None else self.media_type

    @property
    def blob_to_read(self) -> str:
        """What the viewer and the pictures of pages are made of: the lighter copy if there is one.

        Only for a version that is ready.
        """
        kept = self.light_blob or self.served_blob
        assert kept is not None, "a ready version has a file to serve"
        return kept

    @property
    def served_name(self) -> str:
        """The file name of what people get."""
        if self.served_type == self.media_type:
            return self.filename
        return self.filename.rpartition(".")[0] + ".pdf"


class PageText(Base):
    """The text of one page (1-based), for search and for readers who cannot see the page."""

    __tablename__ = "page_text"
    version_id: Mapped[UUID] = mapped_column(ForeignKey("paper_version.id"), primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]
