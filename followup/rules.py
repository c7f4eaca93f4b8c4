"""What follow-up registers that needs no Flask: rights, catalogues, evidence, notices."""

from documents import containers
from documents.policies import POLICIES as PAPER_POLICIES
from ecabinet.accounts import handover
from ecabinet.core import permissions
from followup.catalogues import register_followup_catalogues
from followup.commands.hand_over import count_tasks, pass_tasks_on
from followup.evidence import CONTAINER, EVIDENCE
from followup.notices import register_notices
from followup.policies import POLICIES, UNITS
from followup.powers import register_powers


def register_rules() -> None:
    """Register rights, containers, catalogues and notices; doing so twice is the same as once."""
    register_followup_catalogues()
    permissions.register(POLICIES, UNITS)
    register_powers()
    permissions.register(PAPER_POLICIES)
    containers.register(CONTAINER, EVIDENCE)
    register_notices()
    handover.register("tasks", pass_tasks_on, count_tasks)
