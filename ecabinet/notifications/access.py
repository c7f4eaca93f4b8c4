"""The only way from an id that somebody gave to a notice, or to the mail of the house."""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from ecabinet.core.notices import NoticeRow
from ecabinet.core.permissions import allows, require
from ecabinet.notifications.models import Mail
from ecabinet.notifications.policies import MailPermission, NoticePermission


def notice(session: Session, actor: Actor, notice_id: UUID) -> NoticeRow:
    """Return the notice. Raises NotFound when it is not for this person."""
    found = session.get(NoticeRow, notice_id)
    return require(actor, NoticePermission.READ, NoticePermission.READ, found, "notice")


def mailroom(actor: Actor) -> None:
    """Let an administrator in. Raises NotFound for everybody else."""
    if not allows(actor, MailPermission.OPERATE, None):
        raise NotFound("not_found", kind="mail")


def mail(session: Session, actor: Actor, mail_id: UUID) -> Mail:
    """Return a mail, locked, for an administrator. Raises NotFound."""
    mailroom(actor)
    found = session.get(Mail, mail_id, with_for_update=True)
    if found is None:
        raise NotFound("not_found", kind="mail")
    return found
