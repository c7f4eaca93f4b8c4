"""A person chooses how to hear of things."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.core.errors import Denied, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.notifications.models import DigestHour, NoticeChoice
from ecabinet.notifications.states import FIXED, Channel, Topic


class ChooseChannels(BaseModel):
    """How to hear of each topic, and the hour of the digest; what is left out stays."""

    model_config = ConfigDict(frozen=True)
    channels: dict[Topic, Channel] = {}
    digest_hour: int | None = Field(None, ge=0, le=23)


def choose_channels(uow: UnitOfWork, cmd: ChooseChannels) -> None:
    """Keep the person's own choices.

    Raises:
        Invalid: notices about one's own account cannot be turned off or put off.
    """
    person_id = uow.actor.person_id
    if person_id is None or uow.actor.deputy is not None:
        raise Denied("denied", kind="person")
    for topic, channel in cmd.channels.items():
        if topic in FIXED and channel is not Channel.MAIL:
            raise Invalid("notice.always_mailed", field=f"channels.{topic.value}")
        _keep(uow, person_id, topic, channel)
    if cmd.digest_hour is not None:
        uow.session.merge(DigestHour(person_id=person_id, hour=cmd.digest_hour))
    uow.audit("notices.chosen", "person", person_id, **cmd.model_dump(mode="json"))


def _keep(uow: UnitOfWork, person_id: UUID, topic: Topic, channel: Channel) -> None:
    uow.session.merge(NoticeChoice(person_id=person_id, topic=topic, channel=channel))
