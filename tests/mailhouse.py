"""A real SMTP server on the loopback interface, and what it was given."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers import HOST, free_port

ACCOUNT = ("ecabinet", "mat-khau-thu")


@dataclass
class Taken:
    """One mail as the server got it."""

    recipient: str
    raw: bytes
    encrypted: bool

    @property
    def message(self) -> EmailMessage:
        """The mail, read as a mail program reads it."""
        return message_from_bytes(self.raw, policy=default)


@dataclass
class MailHouse:
    """Takes every mail, unless `answers` has other words for its recipient.

    `answers` is what RCPT is answered, `after_text` what the text is answered; `in_rcpt` and
    `in_data` are called before the server answers: to kill, to wait, to hang up.
    """

    port: int = field(default_factory=free_port)
    taken: list[Taken] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    after_text: dict[str, str] = field(default_factory=dict)
    in_rcpt: Callable[[str], None] = lambda recipient: None
    in_data: Callable[[str, SMTP], None] = lambda recipient, server: None
    talks: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def to(self, recipient: str) -> list[Taken]:
        """What came for an address."""
        return [one for one in self.taken if one.recipient == recipient]

    async def handle_EHLO(  # noqa: N802 - the name aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, name: str, lines: list[str]
    ) -> list[str]:
        self.talks += 1
        session.host_name = name
        return lines

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.in_rcpt(address)
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - the name aiosmtpd calls
        recipient = envelope.rcpt_tos[0]
        if recipient in self.after_text:
            return self.after_text[recipient]
        content = cast(bytes, envelope.original_content)
        with self.lock:
            self.taken.append(Taken(recipient, content, session.ssl is not None))
        self.in_data(recipient, server)
        return "250 OK"


def certificate(folder: Path) -> ssl.SSLContext:
    """A server's side of TLS with the certificate in `folder` (see tests/certificates.py)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    return context


@contextmanager
def opened(house: MailHouse, **options: Any) -> Iterator[MailHouse]:
    """Let the house listen; `options` go to aiosmtpd (tls_context, ssl_context, auth_required…)."""
    controller = Controller(house, hostname=HOST, port=house.port, **options)
    controller.start()
    try:
        yield house
    finally:
        controller.stop()


def only_our_account(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    """Let in whoever knows ACCOUNT."""
    known = isinstance(data, LoginPassword) and (data.login, data.password) == tuple(
        word.encode() for word in ACCOUNT
    )
    return AuthResult(success=known, handled=known)
