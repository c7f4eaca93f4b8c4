"""What other systems are told of the books: symbols, numbers, days. Nothing of a secret document.

Never what a document is about, who wrote it by name, nor to whom it goes.
"""

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from documents.register.events import EntryCancelled, EntryEntered
from documents.register.models import Entry
from ecabinet.accounts.models import Unit
from ecabinet.core.events import Event
from ecabinet.webhooks.kinds import Kind, Told, register

DOCUMENTS = _l("Văn bản đi, đến")
ENTERED = Kind("document.entered", DOCUMENTS, _l("Văn bản được vào sổ"))
CANCELLED = Kind("document.cancelled", DOCUMENTS, _l("Số văn bản bị hủy"))


def tell_entry(session: Session, event: Event) -> Told | None:
    """Tell that a document was entered, or its entry cancelled; of a secret one nothing."""
    assert isinstance(event, EntryEntered | EntryCancelled)
    entry = session.get_one(Entry, event.entry_id)
    if entry.secrecy:
        return None
    kind = ENTERED if isinstance(event, EntryEntered) else CANCELLED
    return Told(
        kind=kind.name,
        subject_kind="entry",
        subject_id=entry.id,
        path=f"/register/{entry.id}",
        data={
            "direction": entry.direction,
            "unit": session.get_one(Unit, entry.unit_id).code,
            "book_year": entry.book_year,
            "book_number": entry.book_number,
            "symbol": entry.symbol,
            "type": entry.type_code,
            "issued_on": entry.issued_on,
            "received_on": entry.received_on,
            "urgency": entry.urgency,
            "answer_due_on": entry.answer_due_on,
            "cancelled_at": entry.cancelled_at,
        },
    )


def register_webhook_kinds() -> None:
    """Register the kinds; twice is the same as once."""
    register((ENTERED, CANCELLED), {EntryEntered: tell_entry, EntryCancelled: tell_entry})
