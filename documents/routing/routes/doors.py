"""What pages and operations of routing share: blueprints, the day, and how a slip is opened."""

from uuid import UUID

from flask import Blueprint, Response

from documents.official.transfer import build_transfer
from documents.register.models import Entry
from documents.register.routes.doors import today
from documents.routing.official import slip_facts
from documents.routing.policies import SlipPermission
from documents.routing.queries.detail import slip_detail
from documents.routing.queries.lists import slips_of_entry
from documents.routing.queries.shapes import SlipDetail, SlipRow
from ecabinet.concurrency import run_blocking
from ecabinet.core.clock import utc_now
from ecabinet.core.permissions import allows
from ecabinet.web.api import api_blueprint
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import PDF, made_file
from ecabinet.web.requests import current_actor, frame_session, platform

pages = Blueprint("routing", __name__)
api = api_blueprint("routing", "routing")

__all__ = ["api", "load_slip", "pages", "slip_pdf", "slips_of", "today"]


def load_slip(slip_id: UUID) -> SlipDetail:
    """Return the slip as the person signed in may see it. Raises NotFound."""
    with platform().store.reading() as session:
        return slip_detail(session, current_actor(), slip_id, today())


def slip_pdf(slip_id: UUID) -> Response:
    """Send the slip as a PDF, written down as handed out. Raises NotFound."""
    with platform().store.reading() as session:
        facts = slip_facts(session, current_actor(), slip_id, utc_now())
    data = run_blocking(build_transfer, facts)
    sent = made_file(data, PDF, f"phieu-chuyen-{str(slip_id)[-6:]}.pdf")
    return noted(sent, "slip.exported", "slip", slip_id)


def slips_of(entry_id: UUID) -> tuple[list[SlipRow], bool]:
    """Return the slips of a document, and whether the person signed in may send it on.

    Templates ask for it.
    """
    actor, session = current_actor(), frame_session()
    entry = session.get(Entry, entry_id)
    may_send = entry is not None and allows(actor, SlipPermission.SEND, entry)
    return slips_of_entry(session, actor, entry_id, today()), may_send
