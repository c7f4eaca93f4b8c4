"""Who may make a task of a transfer slip."""

from documents.routing.models import Slip
from documents.routing.policies import DESK, SlipPermission
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission, Predicate
from ecabinet.core.rules import Having, all_of

SOURCE_KIND = "slip"


class SlipTaskPermission(Permission):
    """What follow-up adds to what can be done with a slip."""

    ISSUE = "slip:issue_task"


def has_a_desk(actor: Actor, _slip: Slip) -> bool:
    """Is clerk, leader or secretary of a unit."""
    return actor.has_role(*DESK)


def is_open(_actor: Actor, slip: Slip) -> bool:
    """The slip was not called back, and the document is not secret: tasks know no secrecy."""
    return slip.recalled_at is None and slip.entry.secrecy == 0


POLICIES: dict[Permission, Predicate] = {
    SlipTaskPermission.ISSUE: all_of(Having(SlipPermission.READ), has_a_desk, is_open)
}
