"""Opinions on items, for those who ask who may do what with them; single ones only as a kind."""

from collections.abc import Callable
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.things import Found, Kind, never_chosen, register_things
from meetings.opinions.containers import sample_opinions, sample_places
from meetings.opinions.loading import whole_place

Search = Callable[[Session, Actor, str], list[Found]]
Name = Callable[[Session, Actor, UUID], str | None]


def register_opinion_things(search_items: Search, name_item: Name) -> None:
    """Register both kinds; opinions on an item are found and called as the item is."""

    def search(session: Session, actor: Actor, text: str) -> list[Found]:
        return [
            Found("opinions", found.id, found.label) for found in search_items(session, actor, text)
        ]

    register_things(
        Kind(
            "opinions", _l("Ý kiến về nội dung họp"), search, name_item, whole_place, sample_places
        )
    )
    register_things(never_chosen("opinion", _l("Ý kiến bằng văn bản"), sample_opinions))
