"""What the worker does: decide on new notices, make digests, send mail. The row is the job."""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from ecabinet.core.actors import SYSTEM
from ecabinet.core.jobs import Jobs
from ecabinet.core.notices import DELIVER
from ecabinet.core.store import Store
from ecabinet.mail_settings import mail_server
from ecabinet.notifications.commands import digest, route
from ecabinet.notifications.commands.digest import MakeDigests, make_digests
from ecabinet.notifications.commands.route import RouteNotices, route_notices
from ecabinet.notifications.commands.sending import (
    ClaimMails,
    Held,
    Nothing,
    Outcome,
    SettleMail,
    begin_handing,
    claim_mails,
    recover_mails,
    settle_mail,
)
from ecabinet.notifications.kinds import Attachment, Recipient, known
from ecabinet.notifications.letter import BadAddress, Envelope, compose
from ecabinet.notifications.queries.mail import content
from ecabinet.notifications.queries.shapes import MailContent
from ecabinet.notifications.rules import register_rules
from ecabinet.notifications.smtp import OutcomeUnknown, Postbox, Refused, Unreachable
from ecabinet.notifications.stationery import Stationery
from ecabinet.notifications.subjects import Sight
from ecabinet.settings import Settings

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
"""A worker that takes longer for its batch loses it; each mail is asked for again before its text
goes out, so that a lost one is not sent twice."""


class Mailer:
    """The jobs of notifications. Any number of workers may run them at once."""

    def __init__(self, settings: Settings, templates: Path, *, lease: timedelta = LEASE) -> None:
        self._settings, self._templates, self._lease = settings, templates, lease
        self._made: Stationery | None = None

    def deliver(self, store: Store) -> None:
        """Do all that is due now; doing it twice is the same as once."""
        sender = self._settings.mail_from if self._settings.smtp_url else None
        host = sender.rpartition("@")[2] if sender else None
        while store.execute(SYSTEM, route_notices, RouteNotices(host=host)).count == route.BATCH:
            pass
        if host is None:
            return
        while store.execute(SYSTEM, make_digests, MakeDigests(host=host)).count == digest.BATCH:
            pass
        store.execute(SYSTEM, recover_mails, Nothing())
        self._send_all(store, host)

    def _send_all(self, store: Store, own_name: str) -> None:
        assert self._settings.smtp_url is not None
        postbox = Postbox(mail_server(self._settings.smtp_url), own_name)
        claim = ClaimMails(token=uuid4(), lease=self._lease)
        down: str | None = None
        try:
            while not down and (ids := store.execute(SYSTEM, claim_mails, claim).ids):
                for mail_id in ids:
                    held = Held(mail_id=mail_id, token=claim.token)
                    down = self._send(store, postbox, held, down)
        finally:
            postbox.leave()

    def _send(self, store: Store, postbox: Postbox, held: Held, down: str | None) -> str | None:
        """Send one mail; return why the server cannot be reached, None when it can."""
        outcome, failure = (Outcome.UNREACHABLE, down) if down else self._try(store, postbox, held)
        if failure and not down:
            log.warning("mail %s: %s (%s)", held.mail_id, outcome, failure)
        settled = SettleMail(**held.model_dump(), outcome=outcome, failure=failure)
        store.execute(SYSTEM, settle_mail, settled)
        return failure if outcome is Outcome.UNREACHABLE else None

    def _try(self, store: Store, postbox: Postbox, held: Held) -> tuple[Outcome, str | None]:
        try:
            written = self._write(store, held)
        except BadAddress:
            return Outcome.REFUSED, "address"
        except Exception:
            # One that cannot be written must not hold up the others for ever.
            log.exception("mail %s cannot be written", held.mail_id)
            return Outcome.LATER, "cannot_be_written"
        if written is None:
            return Outcome.NOTHING, None
        try:
            sent = postbox.send(
                self._settings.mail_from or "",
                *written,
                lambda: store.execute(SYSTEM, begin_handing, held).yes,
            )
        except Unreachable as error:
            return Outcome.UNREACHABLE, str(error)
        except Refused as error:
            return Outcome.REFUSED if error.permanent else Outcome.LATER, str(error)
        except OutcomeUnknown as error:
            return Outcome.UNKNOWN, str(error)
        return (Outcome.SENT, None) if sent else (Outcome.LATER, "claim_lost")

    def _write(self, store: Store, held: Held) -> tuple[str, bytes] | None:
        """Return address and text, judged by the rights of this moment; None: nothing to say."""
        sender = self._settings.mail_from or ""
        with store.reading() as session:
            now = store.clock()
            found = content(session, held.mail_id, now)
            if found is None:
                return None
            attached = _attachments(session, found, sender, now)
        letter = self._stationery().write(found)
        envelope = Envelope(
            sender=sender,
            sender_name=self._settings.office_name,
            recipient=found.address,
            recipient_name=found.actor.name,
            message_id=found.message_id,
            written_at=found.created_at,
        )
        return found.address, compose(letter, envelope, attached)

    def _stationery(self) -> Stationery:
        if self._made is None:
            self._made = Stationery(
                self._templates, self._settings.office_name, self._settings.public_url or ""
            )
        return self._made


def _attachments(
    session: Session, found: MailContent, sender: str, now: datetime
) -> list[Attachment]:
    """Return what the mail brings along: one file for each thing; a digest brings none."""
    made: dict[UUID, Attachment] = {}
    for told in [] if found.is_digest else found.told:
        kind = known(told.kind)
        if kind is None or kind.attach is None or told.subject_id is None:
            continue
        may_see = told.sight is Sight.OPEN
        recipient = Recipient(found.actor, found.address, sender, may_see, now)
        entry = kind.attach(session, told.subject_id, recipient)
        if entry is not None:
            made[told.subject_id] = entry
    return list(made.values())


def register_notification_jobs(jobs: Jobs, settings: Settings, templates: Path) -> None:
    """Teach the queue the jobs of notifications, and the worker rights and words of accounts."""
    register_rules()
    mailer = Mailer(settings, templates)
    jobs.register(DELIVER, mailer.deliver)
    jobs.register_sweep(mailer.deliver)
