"""Who may do what with minutes. Whether it is time to is said in words by the commands."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission
from ecabinet.core.rules import Looking, all_of, any_of
from meetings.minutes.places import MinutesPlace
from meetings.minutes.states import SHOWN
from meetings.places import Gathered
from meetings.policies import (
    chairs,
    is_more_than_guest,
    is_no_guest,
    is_secretariat,
    leads,
    takes_part,
)

Held = MinutesPlace[Gathered]


class MinutesPermission(Permission):
    """What can be done with the minutes of a meeting."""

    READ = "minutes:read"
    EDIT = "minutes:edit"
    READ_WORK = "minutes:read_work"
    AMEND = "minutes:amend"
    APPROVE = "minutes:approve"


def are_shown(_actor: Actor, place: Held) -> bool:
    """They were sent round, or approved."""
    return place.minutes is not None and place.minutes.state in SHOWN


_meeting: Callable[[Any], Any] = lambda place: place.meeting  # noqa: E731

POLICIES: dict[Permission, Any] = {
    MinutesPermission.READ: any_of(
        Looking(leads, _meeting), all_of(Looking(is_no_guest, _meeting), are_shown)
    ),
    MinutesPermission.EDIT: Looking(is_secretariat, _meeting),
    MinutesPermission.READ_WORK: Looking(leads, _meeting),
    # One's own word, as an opinion: not delegated (meetings.powers).
    MinutesPermission.AMEND: all_of(
        Looking(takes_part, _meeting), Looking(is_more_than_guest, _meeting), are_shown
    ),
    MinutesPermission.APPROVE: Looking(chairs, _meeting),
}
UNITS: dict[Any, Callable[[Any], tuple[UUID, ...]]] = dict.fromkeys(
    MinutesPermission, lambda place: (place.meeting.unit_id,)
)
