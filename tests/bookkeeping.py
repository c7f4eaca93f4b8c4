"""A unit's books for tests: what the clerk of the Party Office enters."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from documents.catalogues import register_catalogues
from documents.register.commands.fields import EntryRef
from documents.register.commands.incoming import EnterIncoming, enter_incoming
from documents.register.commands.outgoing import EnterOutgoing, enter_outgoing
from documents.register.rules import register_rules
from documents.symbols import SymbolStyle
from ecabinet.catalogues.commands.seed import SeedCatalogues, seed_catalogues
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.store import Store
from tests.fixtures import Office

DAY = date(2026, 9, 13)


class Books:
    """The books of VPTU, kept by vanthu."""

    def __init__(self, store: Store, office: Office, as_actor: Callable[[str], Actor]) -> None:
        self.store, self.as_actor = store, as_actor
        self.unit: UUID = office.units["VPTU"]

    def run(self, username: str, command: Callable[..., Any], payload: Any) -> Any:
        """Run a command as somebody."""
        return self.store.execute(self.as_actor(username), command, payload)

    def came(self, symbol: str = "119-CV/HU", username: str = "vanthu", **fields: Any) -> EntryRef:
        """Enter a document that came."""
        given: dict[str, Any] = {
            "unit_id": self.unit, "symbol": symbol, "issued_on": DAY, "received_on": DAY,
            "abstract": f"Xin gia hạn nhiệm vụ theo {symbol}", "issuing_body": "Huyện ủy Tam Đảo",
        }  # fmt: skip
        entered: EntryRef = self.run(username, enter_incoming, EnterIncoming(**given | fields))
        return entered

    def went(self, abstract: str, username: str = "vanthu", **fields: Any) -> EntryRef:
        """Enter a document that goes out."""
        given: dict[str, Any] = {
            "unit_id": self.unit, "body_code": "TU", "style": SymbolStyle.PARTY, "type_code": "TB",
            "issued_on": DAY, "abstract": abstract,
        }  # fmt: skip
        entered: EntryRef = self.run(username, enter_outgoing, EnterOutgoing(**given | fields))
        return entered


def open_books(store: Store, office: Office, as_actor: Callable[[str], Actor]) -> Books:
    """Register what the register needs and seed its catalogues."""
    register_rules()
    register_catalogues()
    store.execute(SYSTEM, seed_catalogues, SeedCatalogues())
    return Books(store, office, as_actor)
