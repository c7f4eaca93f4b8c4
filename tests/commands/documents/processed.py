"""Versions that are looked into."""

from documents.models import PaperVersion
from ecabinet.core.actors import Actor
from ecabinet.core.store import Store
from tests.shelves import Shelf


def version_of(store: Store, shelf: Shelf, actor: Actor, content: bytes) -> PaperVersion:
    receipt = shelf.upload(actor, content)
    shelf.process(receipt.version_id)
    with store.reading() as session:
        return session.get_one(PaperVersion, receipt.version_id)
