"""The record of a closed vote, as it was fixed then."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.db import Base


class VoteRecord(Base):
    """What the exported result holds (result_file.Record), in its kept form.

    Kept, not made anew: names and titles that are put right later do not change what was decided.
    Its SHA-256 is in the audit log.
    """

    __tablename__ = "vote_record"
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    content: Mapped[str]
