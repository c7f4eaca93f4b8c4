"""What follow-up registers that needs no Flask: rights, catalogues, evidence, notices."""

from documents import containers
from documents.policies import POLICIES as PAPER_POLICIES
from ecabinet.accounts import handover
from ecabinet.core import permissions
from followup import chase_policies, directive_files, issue_policies
from followup.assignment import register_assignment
from followup.catalogues import register_followup_catalogues
from followup.chase_letter import register_chase_letter
from followup.commands.hand_over import count_tasks, pass_tasks_on
from followup.evidence import CONTAINER, EVIDENCE
from followup.exchange import files as exchange_files
from followup.exchange import policies as exchange
from followup.importing import policies as importing
from followup.importing.notices import register_import_notices
from followup.notices import register_notices
from followup.policies import POLICIES, UNITS
from followup.powers import register_powers
from followup.proposals.rules import register_proposals
from followup.reporting import policies as reporting
from followup.reporting.notices import register_report_notices
from followup.reporting.official import register_report_paper
from followup.reporting.webhook_kinds import register_report_kinds
from followup.slips import register_slip_works
from followup.webhook_kinds import register_webhook_kinds
from followup.weekly import policies as weekly
from followup.weekly.notices import register_weekly_notices
from followup.weekly.official import register_weekly_documents
from followup.weekly.webhook_kinds import register_weekly_kinds


def register_rules() -> None:
    """Register rights, containers, catalogues and notices; doing so twice is the same as once."""
    register_followup_catalogues()
    permissions.register(POLICIES, UNITS)
    permissions.register(issue_policies.POLICIES, issue_policies.UNITS)
    permissions.register(exchange.POLICIES, exchange.UNITS)
    permissions.register(chase_policies.POLICIES)
    permissions.register(reporting.POLICIES, reporting.UNITS)
    permissions.register(weekly.POLICIES)
    permissions.register(importing.POLICIES)
    register_assignment()
    register_chase_letter()
    register_report_paper()
    register_report_notices()
    register_weekly_notices()
    register_weekly_documents()
    register_import_notices()
    register_powers()
    permissions.register(PAPER_POLICIES)
    containers.register(CONTAINER, EVIDENCE)
    containers.register(directive_files.CONTAINER, directive_files.FILES)
    containers.register(exchange_files.CONTAINER, exchange_files.FILES)
    register_notices()
    register_slip_works()
    register_proposals()
    register_webhook_kinds()
    register_report_kinds()
    register_weekly_kinds()
    handover.register("tasks", pass_tasks_on, count_tasks)
