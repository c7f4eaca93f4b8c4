"""How proposals join the application: sentences, the part of the home page, doors."""

from flask_babel import ngettext

from ecabinet.accounts import closing, handover
from ecabinet.web import home
from ecabinet.web.errors import register_messages
from followup.proposals.queries.home import home_proposals
from followup.proposals.queries.lists import open_proposals_of
from followup.proposals.routes import api, api_deeds, pages, pages_deeds
from followup.proposals.words import MESSAGES
from followup.routes.needs import proposals_waiting

# Imported for what they add to the blueprints of follow-up.
DOORS = (api, api_deeds, pages, pages_deeds)


def init_proposals() -> None:
    """Register sentences and the home page's part; rights come with follow-up's rules."""
    register_messages(MESSAGES)
    home.register_part("proposals", home_proposals, proposals_waiting)
    handover.name("proposals", _proposals)
    closing.register("proposals", open_proposals_of, _proposals)


def _proposals(number: int) -> str:
    return str(ngettext("%(num)s đề xuất chưa xong", "%(num)s đề xuất chưa xong", number))
