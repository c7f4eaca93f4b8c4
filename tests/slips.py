"""Slips for tests: what the clerk of the Party Office sends on from its book."""

from typing import Any
from uuid import UUID

from documents.routing.commands.receivers import Receiver
from documents.routing.commands.sending import ForwardSlip, SendSlip, forward_slip, send_slip
from documents.routing.models import PartRole, Slip, SlipPart
from documents.routing.rules import register_rules
from tests.bookkeeping import Books
from tests.fixtures import Office

LEAD, COORDINATE, INFORM = PartRole.LEAD, PartRole.COORDINATE, PartRole.INFORM


class Slips:
    """Sends documents of the book as somebody."""

    def __init__(
        self, books: Books, units: dict[str, UUID], people: dict[str, UUID], entry: UUID
    ) -> None:
        register_rules()
        self.books, self.units, self.people, self.entry = books, units, people, entry

    def to(self, code_or_name: str, role: PartRole = LEAD) -> Receiver:
        """Name a receiver by the sign of the unit or the user name."""
        if code_or_name in self.units:
            return Receiver(role=role, kind="unit", id=self.units[code_or_name])
        return Receiver(role=role, kind="person", id=self.people[code_or_name])

    def send(self, *receivers: Receiver, username: str = "vanthu", **fields: Any) -> UUID:
        """Send the document on."""
        given = {"entry_id": self.entry, "instruction": "Tham mưu, báo cáo.", **fields}
        wish = SendSlip(receivers=receivers or (self.to("TU"),), **given)
        sent: UUID = self.books.run(username, send_slip, wish).id
        return sent

    def forward(self, part_id: UUID, username: str, *receivers: Receiver, **fields: Any) -> UUID:
        """Send on what somebody was sent."""
        given = {"part_id": part_id, "instruction": "Chuyển xử lý.", **fields}
        wish = ForwardSlip(receivers=receivers, **given)
        sent: UUID = self.books.run(username, forward_slip, wish).id
        return sent

    def parts(self, slip_id: UUID) -> list[SlipPart]:
        """Return the parts of a slip, who leads first."""
        with self.books.store.reading() as session:
            return list(session.get_one(Slip, slip_id).parts)

    def first(self, slip_id: UUID) -> UUID:
        """Return the part of who leads."""
        return self.parts(slip_id)[0].id


def send_from(books: Books, office: Office) -> Slips:
    """Enter a document and get ready to send it."""
    return Slips(books, office.units, office.people, books.came().id)
