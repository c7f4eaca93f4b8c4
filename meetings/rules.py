"""What the rules of meetings tell the rest of the product; needs no web application."""

from documents import containers
from ecabinet.core import permissions
from followup.sources import register_source
from meetings.calendar.rules import register_rules as register_calendar
from meetings.commands.issue import SOURCE_KIND
from meetings.containers import AGENDA_ITEM
from meetings.from_proposals import register_from_proposals
from meetings.kinds import register_catalogues
from meetings.minutes.rules import register_minutes
from meetings.notices import register_notices
from meetings.official import register_official
from meetings.opinions.rules import register_opinions
from meetings.policies import POLICIES
from meetings.powers import UNITS, register_powers
from meetings.queries.papers import KIND
from meetings.request_container import CONTAINER, REQUEST
from meetings.request_notices import register_request_notices
from meetings.story import steps
from meetings.webhook_kinds import register_webhook_kinds


def register_rules() -> None:
    """Register rights, catalogues, the shelf of an agenda item, stories and notices."""
    register_catalogues()
    permissions.register(POLICIES, UNITS)
    register_powers()
    containers.register(KIND, AGENDA_ITEM)
    containers.register(CONTAINER, REQUEST)
    register_source(SOURCE_KIND, steps)
    register_notices()
    register_calendar()
    register_request_notices()
    register_official()
    register_opinions()
    register_minutes()
    register_from_proposals()
    register_webhook_kinds()
