"""An operator sends a mail again whose outcome is unknown, or that was refused."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from ecabinet.core.errors import Conflict
from ecabinet.core.notices import DELIVER
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.notifications import access
from ecabinet.notifications.states import TROUBLED, MailState


class SendAgain(BaseModel):
    """Which mail."""

    model_config = ConfigDict(frozen=True)
    mail_id: UUID


def send_again(uow: UnitOfWork, cmd: SendAgain) -> None:
    """Let the worker try anew, under the same Message-ID.

    Raises:
        NotFound: no such mail, or no administrator.
        Conflict: it is not one that needs a decision.
    """
    mail = access.mail(uow.session, uow.actor, cmd.mail_id)
    if mail.state not in TROUBLED:
        raise Conflict("mail.not_in_trouble")
    before, mail.state = mail.state, MailState.WAITING.value
    mail.attempts, mail.due_at, mail.ended_at, mail.claim = 0, uow.now, None, None
    uow.audit("mail.sent_again", "mail", mail.id, before=before, person_id=mail.person_id)
    uow.enqueue(DELIVER)
