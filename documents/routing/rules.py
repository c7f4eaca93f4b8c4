"""What routing registers that needs no Flask: rights, readers of entries, notices, handover."""

from documents.register.policies import register_readers
from documents.register.rules import register_rules as register_register
from documents.routing.commands.hand_over import count_slips, pass_slips_on
from documents.routing.notices import register_notices
from documents.routing.official import register_transfer
from documents.routing.policies import POLICIES, UNITS, entries_sent_to, was_sent
from ecabinet.accounts import handover
from ecabinet.core import permissions


def register_rules() -> None:
    """Register all of it; doing so twice is the same as once."""
    register_register()
    permissions.register(POLICIES, UNITS)
    register_readers(was_sent, entries_sent_to)
    register_notices()
    register_transfer()
    handover.register("slips", pass_slips_on, count_slips)
