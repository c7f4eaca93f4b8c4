"""How a person wants to hear of things."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from ecabinet.notifications.models import DigestHour, NoticeChoice
from ecabinet.notifications.queries.shapes import Choices
from ecabinet.notifications.states import DEFAULTS, DIGEST_HOUR, FIXED, Channel, Topic


def choices(session: Session, actor: Actor) -> Choices:
    """Return the person's choices over the defaults. Raises NotFound for a deputy: not theirs."""
    person_id = actor.person_id
    if person_id is None or actor.deputy is not None:
        raise NotFound("not_found", kind="person")
    rows = session.scalars(select(NoticeChoice).where(NoticeChoice.person_id == person_id))
    own = {Topic(row.topic): Channel(row.channel) for row in rows}
    kept = {topic: channel for topic, channel in own.items() if topic not in FIXED}
    hour = session.get(DigestHour, person_id)
    person = session.get_one(Person, person_id)
    return Choices(DEFAULTS | kept, hour.hour if hour else DIGEST_HOUR, person.email or None)
