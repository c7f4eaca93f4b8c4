"""What proposals register that needs no Flask: rights, files, notices, outcomes, the notice."""

from documents import containers
from ecabinet.accounts import handover
from ecabinet.core import permissions
from followup.proposals.access import KIND
from followup.proposals.commands.hand_over import count_proposals, pass_proposals_on
from followup.proposals.files import FILES
from followup.proposals.letter import register_proposal_notice
from followup.proposals.notices import register_proposal_notices
from followup.proposals.policies import POLICIES, UNITS
from followup.proposals.things import register_proposal_power
from followup.proposals.webhook_kinds import register_proposal_kinds
from followup.proposals.works import register_proposal_works


def register_proposals() -> None:
    """Register all of it; doing so twice is the same as once."""
    permissions.register(POLICIES, UNITS)
    containers.register(KIND, FILES)
    register_proposal_power()
    register_proposal_notices()
    register_proposal_works()
    register_proposal_notice()
    register_proposal_kinds()
    handover.register("proposals", pass_proposals_on, count_proposals)
