"""How a person wants to hear of things."""

from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from ecabinet.notifications.channels import Wishes
from ecabinet.notifications.kinds import registered
from ecabinet.notifications.models import DigestHour
from ecabinet.notifications.queries.shapes import Choices, KindChoice
from ecabinet.notifications.queries.wishes import wishes
from ecabinet.notifications.states import DIGEST_HOUR, Topic


def choices(session: Session, actor: Actor) -> Choices:
    """Return the person's choices over the defaults. Raises NotFound for a deputy: not theirs.

    A topic of which nobody is ever told is left out.
    """
    person_id = actor.person_id
    if person_id is None or actor.deputy is not None:
        raise NotFound("not_found", kind="person")
    own = wishes(session, [person_id])[person_id]
    kinds = [_kind(own, name) for name in registered()]
    hour = session.get(DigestHour, person_id)
    return Choices(
        channels={t: own.of_topic(t) for t in Topic if any(one.topic is t for one in kinds)},
        kinds=kinds,
        digest_hour=hour.hour if hour else DIGEST_HOUR,
        address=session.get_one(Person, person_id).email or None,
    )


def _kind(own: Wishes, name: str) -> KindChoice:
    kind = registered()[name]
    return KindChoice(
        name=name,
        topic=kind.topic,
        label=kind.label,
        chosen=own.kinds.get(name),
        followed=own.followed(name),
        in_force=own.of_kind(name),
    )
