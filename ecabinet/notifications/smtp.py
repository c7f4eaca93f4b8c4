"""The talk with the mail server, and what is known after each way it can break."""

import smtplib
import ssl
from collections.abc import Callable
from typing import Any

from ecabinet.mail_settings import MailServer

TIMEOUT_SECONDS = 30
"""For each answer of the server."""

CLOSING = 421
"""The server closes the connection (RFC 5321, 4.2.3): not this mail is refused, but the talk."""


class Unreachable(Exception):
    """No talk came about, or it broke before the text: nothing was sent, all mails wait."""


class Refused(Exception):
    """The server said no to this mail. `permanent`: asking again is useless (5xx)."""

    def __init__(self, code: int, *, permanent: bool) -> None:
        super().__init__(f"smtp {code}")
        self.permanent = permanent


class OutcomeUnknown(Exception):
    """The line broke after the text had begun to go out: it may have arrived, or not."""


class Postbox:
    """One connection to the mail server; used by one thread, for as many mails as there are."""

    def __init__(self, server: MailServer, own_name: str) -> None:
        self._server, self._own_name = server, own_name
        self._talk: smtplib.SMTP | None = None

    def send(
        self, sender: str, recipient: str, text: bytes, before_text: Callable[[], bool]
    ) -> bool:
        """Hand one mail over; True once the server has taken it.

        `before_text` is called when the server has agreed to sender and recipient, right before
        the text goes out; it answers False when the mail must not be sent after all.

        Raises:
            Unreachable, Refused: it was not sent.
            OutcomeUnknown: nobody knows.
        """
        talk = self._agree(sender, recipient)
        if not before_text():
            self._ask(talk.rset)
            return False
        try:
            code, _ = talk.data(text)
        except smtplib.SMTPDataError as error:
            raise self._refusal(error.smtp_code) from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise OutcomeUnknown(type(error).__name__) from error
        if code != 250:
            raise self._refusal(code)
        return True

    def greet(self) -> None:
        """Sign in and say good-bye, to see whether mail could go out. Raises Unreachable."""
        self._open()
        self.leave()

    def _agree(self, sender: str, recipient: str) -> smtplib.SMTP:
        """Get the server's consent; a connection kept from the mail before may be dead by now."""
        kept = self._talk is not None
        try:
            talk = self._open()
            self._ask(lambda: _name_both(talk, sender, recipient))
        except Unreachable:
            if not kept:
                raise
            talk = self._open()
            self._ask(lambda: _name_both(talk, sender, recipient))
        return talk

    def close(self) -> None:
        """Hang up."""
        if self._talk is not None:
            self._talk.close()
            self._talk = None

    def leave(self) -> None:
        """Say good-bye and hang up."""
        if self._talk is not None:
            try:
                self._talk.quit()
            except (OSError, smtplib.SMTPException):
                # Everything was said; a server that has left already takes nothing back.
                self._talk.close()
            self._talk = None

    def _open(self) -> smtplib.SMTP:
        if self._talk is None:
            try:
                self._talk = _connect(self._server, self._own_name)
            except (OSError, smtplib.SMTPException) as error:
                raise Unreachable(_reason(error)) from error
        return self._talk

    def _ask(self, step: Callable[[], Any]) -> None:
        try:
            step()
        except smtplib.SMTPResponseException as error:
            raise self._refusal(error.smtp_code) from error
        except smtplib.SMTPRecipientsRefused as error:
            code = max(answer[0] for answer in error.recipients.values())
            raise self._refusal(code) from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise Unreachable(_reason(error)) from error

    def _refusal(self, code: int) -> Refused | Unreachable:
        # What is left of the broken talk is not worth tidying up.
        self.close()
        if code == CLOSING:
            return Unreachable(f"smtp {code}")
        return Refused(code, permanent=500 <= code < 600)


def _name_both(talk: smtplib.SMTP, sender: str, recipient: str) -> None:
    code, answer = talk.mail(sender)
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, answer, sender)
    code, answer = talk.rcpt(recipient)
    if code not in (250, 251):
        raise smtplib.SMTPRecipientsRefused({recipient: (code, answer)})


def _connect(server: MailServer, own_name: str) -> smtplib.SMTP:
    context = ssl.create_default_context(cafile=server.ca)
    # Given, so that nobody asks a name server who we are: on a closed network that may take long.
    talk: smtplib.SMTP
    if server.security == "tls":
        talk = smtplib.SMTP_SSL(
            server.host, server.port, own_name, timeout=TIMEOUT_SECONDS, context=context
        )
    else:
        talk = smtplib.SMTP(server.host, server.port, own_name, timeout=TIMEOUT_SECONDS)
    try:
        if server.security == "starttls":
            talk.starttls(context=context)
        if server.username is not None:
            talk.login(server.username, server.password or "")
        # After STARTTLS, or without a sign-in, nobody has said hello yet on this line.
        talk.ehlo_or_helo_if_needed()
    except BaseException:
        talk.close()
        raise
    return talk


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"smtp {error.smtp_code}"
    return type(error).__name__
