"""What happened to a conclusion, with its words at that time. Nothing here is ever changed."""

from ecabinet.core.unit_of_work import UnitOfWork
from meetings.models import Conclusion, ConclusionEntry


def note(uow: UnitOfWork, conclusion: Conclusion, kind: str, words: str = "") -> None:
    """Add one line to its history: `kind` is recorded, edited, confirmed, returned …"""
    uow.session.add(
        ConclusionEntry(
            conclusion_id=conclusion.id,
            at=uow.now,
            by_id=uow.actor.person_id,
            kind=kind,
            text=conclusion.text,
            note=words,
        )
    )
