"""The index in tests: kept true by hand where no worker runs."""

from collections.abc import Callable
from typing import Any

from documents.search_kinds import register_search_kinds as documents_kinds
from ecabinet.accounts.policies import POLICIES
from ecabinet.accounts.search_kinds import register_search_kinds as people_kinds
from ecabinet.core import permissions
from ecabinet.core.actors import Actor
from ecabinet.core.store import Store
from ecabinet.search.queries import Asked, Found, search
from ecabinet.search.tasks import index_changes
from followup.rules import register_rules
from followup.search_kinds import register_search_kinds as followup_kinds
from meetings.search_kinds import register_search_kinds as meetings_kinds


def register_all() -> None:
    """Register every kind and the rights they ask, as the application does."""
    permissions.register(POLICIES)
    register_rules()
    for register in (people_kinds, documents_kinds, followup_kinds, meetings_kinds):
        register()


def finder(store: Store, as_actor: Callable[[str], Actor]) -> Callable[..., Found]:
    """Return a function: who, words, and what else is asked; the index is made true first."""

    def find(username: str, words: str, **asked: Any) -> Found:
        index_changes(store)
        with store.reading() as session:
            return search(session, as_actor(username), Asked(words, **asked))

    return find


def titles(found: Found) -> list[str]:
    """The titles of the hits, in order."""
    return ["".join(piece.text for piece in hit.title) for hit in found.hits]
