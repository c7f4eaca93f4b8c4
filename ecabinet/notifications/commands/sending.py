"""The life of a mail, in short transactions between the steps of the talk with the mail server.

waiting → sending (claimed) → handing (the text goes out now) → sent. Whatever breaks before
`handing` is tried again; whatever breaks in it stays `uncertain` and is left to a person.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Update, or_, select, update

from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.notifications.models import Mail
from ecabinet.notifications.states import MailState

BATCH = 20
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440))
"""How long after the first, second, … failed try comes the next; after the last one: failed."""

PROBE, LONGEST_PROBE = timedelta(minutes=2), timedelta(minutes=30)
"""How long to wait for a mail server that cannot be reached at all: a quarter of the time the mail
has waited already, within these bounds."""

GIVE_UP = timedelta(days=5)
"""How long a mail waits for its server (RFC 5321, 4.5.4.1: at least 4–5 days)."""


class ClaimMails(BaseModel):
    """`token` is the worker's own; others leave its mails alone until the lease has run out."""

    model_config = ConfigDict(frozen=True)
    token: UUID
    lease: timedelta


class Claimed(BaseModel):
    """The mails this worker has to send now."""

    ids: list[UUID]


def claim_mails(uow: UnitOfWork, cmd: ClaimMails) -> Claimed:
    """Take up to BATCH mails that are due. Each goes to one worker only."""
    due = (
        select(Mail.id)
        .where(Mail.state == MailState.WAITING, Mail.due_at <= uow.now)
        .order_by(Mail.due_at, Mail.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    ids = list(uow.session.scalars(due))
    uow.session.execute(
        update(Mail)
        .where(Mail.id.in_(ids), Mail.state == MailState.WAITING)
        .values(
            state=MailState.SENDING,
            claim=cmd.token,
            claimed_until=uow.now + cmd.lease,
            attempts=Mail.attempts + 1,
        )
    )
    return Claimed(ids=ids)


class Held(BaseModel):
    """A mail, and the token of the worker that has claimed it."""

    model_config = ConfigDict(frozen=True)
    mail_id: UUID
    token: UUID


class Yes(BaseModel):
    """Whether the mail is still this worker's."""

    yes: bool


def begin_handing(uow: UnitOfWork, cmd: Held) -> Yes:
    """Note, before the first byte of the text, that from now on the outcome may be unknown."""
    step = _mine(cmd, MailState.SENDING).values(state=MailState.HANDING)
    return Yes(yes=uow.session.scalar(step.returning(Mail.id)) is not None)


class Outcome(StrEnum):
    """How a try ended."""

    SENT = "sent"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    LATER = "later"
    UNKNOWN = "unknown"
    NOTHING = "nothing"


class SettleMail(Held):
    """What the mail server said, or why it was not asked."""

    outcome: Outcome
    failure: str | None = None


ENDS = {
    Outcome.SENT: MailState.SENT,
    Outcome.REFUSED: MailState.FAILED,
    Outcome.UNKNOWN: MailState.UNCERTAIN,
    Outcome.NOTHING: MailState.SKIPPED,
}


def settle_mail(uow: UnitOfWork, cmd: SettleMail) -> None:
    """Write down how a try ended. A worker that lost its claim meanwhile changes nothing.

    An answer that comes after the lease ran out still counts: better known late than uncertain.
    """
    states = (MailState.SENDING, MailState.HANDING, MailState.UNCERTAIN)
    mail = uow.session.scalar(
        select(Mail)
        .where(Mail.id == cmd.mail_id, Mail.claim == cmd.token, Mail.state.in_(states))
        .with_for_update()
    )
    if mail is None:
        return
    mail.claimed_until, mail.failure = None, cmd.failure
    waited = uow.now - mail.created_at
    if cmd.outcome is Outcome.UNREACHABLE and waited < GIVE_UP:
        mail.attempts -= 1  # The mail itself was not tried.
        _wait(mail, uow.now + min(max(waited / 4, PROBE), LONGEST_PROBE))
    elif cmd.outcome is Outcome.LATER and mail.attempts <= len(PAUSES):
        _wait(mail, uow.now + PAUSES[mail.attempts - 1])
    else:
        mail.state, mail.ended_at = ENDS.get(cmd.outcome, MailState.FAILED), uow.now
        told = {"person_id": mail.person_id, "state": mail.state, "failure": cmd.failure}
        uow.audit("mail.ended", "mail", mail.id, **told)


def _wait(mail: Mail, until: datetime) -> None:
    mail.state, mail.claim, mail.due_at = MailState.WAITING, None, until


class Nothing(BaseModel):
    """No parameters."""


def recover_mails(uow: UnitOfWork, cmd: Nothing) -> None:
    """Take over the mails of workers that are gone: their lease has run out."""
    gone = or_(Mail.claimed_until.is_(None), Mail.claimed_until < uow.now)
    uow.session.execute(
        update(Mail)
        .where(Mail.state == MailState.SENDING, gone)
        .values(state=MailState.WAITING, claim=None, claimed_until=None, due_at=uow.now)
    )
    # The claim stays: should the worker live after all, its answer still counts.
    uow.session.execute(
        update(Mail)
        .where(Mail.state == MailState.HANDING, gone)
        .values(
            state=MailState.UNCERTAIN,
            claimed_until=None,
            ended_at=uow.now,
            failure="worker_gone",
        )
    )


def _mine(cmd: Held, state: MailState) -> Update:
    return update(Mail).where(Mail.id == cmd.mail_id, Mail.claim == cmd.token, Mail.state == state)
