"""What is written down of work that was done, in the order in which shared rows are locked.

All of it is committed with the change it tells of; the shared rows come last, for others wait.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from ecabinet.core import audit, deputies, notices, outbox, outward
from ecabinet.core.search import following
from ecabinet.core.signed import Signed
from ecabinet.core.unit_of_work import UnitOfWork, finish


def write_down(session: Session, works: Sequence[UnitOfWork]) -> list[str]:
    """Write notices, marks for the index, events and deeds; return the streams to announce.

    What the worker is to do about them is queued in the units of work.
    """
    for uow in works:
        if uow.told:
            uow.events += notices.append(session, uow.told, uow.actor, uow.now)
            uow.enqueue(notices.DELIVER)
    finish(session)  # Before the shared rows are locked.
    last = works[-1]
    if following.ask(session):
        last.enqueue(following.INDEX)
    events = [Signed(event, uow.actor, uow.now) for uow in works for event in uow.events]
    streams = outbox.append(session, events)
    # After the streams are locked, so that ids are in the order of commits.
    for job in outward.pass_on(session, [event.what for event in events], last.now):
        last.enqueue(job)
    deeds = [Signed(deed, uow.actor, uow.now) for uow in works for deed in uow.deeds]
    deputies.append(session, deeds)
    audit.append(session, deeds)
    return streams
