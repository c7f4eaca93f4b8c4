"""A person chooses how to hear of things."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.core.errors import Denied, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.notifications.kinds import registered
from ecabinet.notifications.models import DigestHour, NoticeChoice, NoticeKindChoice
from ecabinet.notifications.states import FIXED, Channel, Topic


class ChooseChannels(BaseModel):
    """How to hear of each topic or kind, and the hour of the digest; what is left out stays.

    A kind with None follows its topic again.
    """

    model_config = ConfigDict(frozen=True)
    channels: dict[Topic, Channel] = {}
    kinds: dict[str, Channel | None] = Field({}, max_length=200)
    digest_hour: int | None = Field(None, ge=0, le=23)


def choose_channels(uow: UnitOfWork, cmd: ChooseChannels) -> None:
    """Keep the person's own choices.

    Raises:
        Invalid: notices about one's own account cannot be turned off or put off; no such kind.
    """
    person_id = uow.actor.person_id
    if person_id is None or uow.actor.deputy is not None:
        raise Denied("denied", kind="person")
    for topic, channel in cmd.channels.items():
        if topic in FIXED and channel is not Channel.MAIL:
            raise Invalid("notice.always_mailed", field=f"channels.{topic.value}")
        uow.session.merge(NoticeChoice(person_id=person_id, topic=topic, channel=channel))
    for name, chosen in cmd.kinds.items():
        _choose_kind(uow, person_id, name, chosen)
    if cmd.digest_hour is not None:
        uow.session.merge(DigestHour(person_id=person_id, hour=cmd.digest_hour))
    uow.audit("notices.chosen", "person", person_id, **cmd.model_dump(mode="json"))


def _choose_kind(uow: UnitOfWork, person_id: UUID, name: str, chosen: Channel | None) -> None:
    kind = registered().get(name)
    if kind is None:
        raise Invalid("notice.unknown_kind", field=f"kinds.{name[:60]}")
    if kind.topic in FIXED:
        if chosen not in (None, Channel.MAIL):
            raise Invalid("notice.always_mailed", field=f"kinds.{name}")
        return
    if chosen is not None:
        uow.session.merge(NoticeKindChoice(person_id=person_id, kind=name, channel=chosen))
        return
    row = uow.session.get(NoticeKindChoice, (person_id, name))
    if row is not None:
        uow.session.delete(row)
