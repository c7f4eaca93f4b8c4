"""What people have chosen, for many at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.notifications.channels import Wishes
from ecabinet.notifications.models import NoticeChoice, NoticeKindChoice
from ecabinet.notifications.states import Channel


def wishes(session: Session, people: Collection[UUID]) -> Mapping[UUID, Wishes]:
    """Return the choices of these people, in two queries."""
    topics: dict[UUID, dict[str, Channel]] = defaultdict(dict)
    kinds: dict[UUID, dict[str, Channel]] = defaultdict(dict)
    for row in session.scalars(select(NoticeChoice).where(NoticeChoice.person_id.in_(people))):
        topics[row.person_id][row.topic] = Channel(row.channel)
    own = select(NoticeKindChoice).where(NoticeKindChoice.person_id.in_(people))
    for one in session.scalars(own):
        kinds[one.person_id][one.kind] = Channel(one.channel)
    return {person: Wishes(topics[person], kinds[person]) for person in people}
