"""Minutes, for those who ask who may do what with them: found and called as their meeting is."""

from collections.abc import Callable
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.things import Found, Kind, register_things
from meetings.minutes.loading import sample_minutes, whole_minutes

Search = Callable[[Session, Actor, str], list[Found]]
Name = Callable[[Session, Actor, UUID], str | None]


def register_minutes_things(search_meetings: Search, name: Name) -> None:
    """Register the kind."""

    def search(session: Session, actor: Actor, text: str) -> list[Found]:
        found = search_meetings(session, actor, text)
        return [Found("minutes", one.id, one.label) for one in found]

    register_things(
        Kind("minutes", _l("Biên bản phiên họp"), search, name, whole_minutes, sample_minutes)
    )
