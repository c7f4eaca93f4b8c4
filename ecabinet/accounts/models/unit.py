"""Units: committees, boards, offices, party units of districts, in a tree."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class Unit(Base):
    """One unit. `code` is the body's sign in document symbols (TU, VPTU, BTCTU)."""

    __tablename__ = "unit"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[str]
    name: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    rank: Mapped[int] = mapped_column(default=0)
    closed_on: Mapped[date | None]

    parent: Mapped["Unit | None"] = relationship(remote_side="Unit.id")
