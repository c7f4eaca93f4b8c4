"""The LDAP directory: find the person's entry, then sign in there as that person.

The network is waited for, in green threads where the process has them: never inside a transaction.
"""

import logging
import secrets
import ssl
import uuid
import warnings
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ecabinet.sign_on_settings import LdapDirectory

with warnings.catch_warnings():
    # ldap3's newest release still asks pyasn1 for names of old; see docs/adr/0009.
    warnings.simplefilter("ignore", DeprecationWarning)
    import ldap3 as ldap3
from ldap3.core import results
from ldap3.core.exceptions import LDAPException
from ldap3.utils.conv import escape_filter_chars
from ldap3.utils.dn import escape_rdn

log = logging.getLogger(__name__)

CONNECT_SECONDS, ANSWER_SECONDS = 5, 8
LONGEST_NAME = 100
SUBJECTS = ("entryUUID", "objectGUID")
NAMES, MAILS = ("displayName", "cn"), ("mail",)
# A bind refused for the person's sake: wrong password, account locked, expired or disabled.
REFUSED = {
    results.RESULT_INVALID_CREDENTIALS,
    results.RESULT_UNWILLING_TO_PERFORM,
    results.RESULT_CONSTRAINT_VIOLATION,
    results.RESULT_INSUFFICIENT_ACCESS_RIGHTS,
    results.RESULT_INAPPROPRIATE_AUTHENTICATION,
    results.RESULT_NO_SUCH_OBJECT,
}


class DirectoryFailed(Exception):
    """The directory does not answer, or not as it is set up."""


@dataclass(frozen=True)
class Entry:
    """A person's entry. `subject` stays the same when the entry is renamed or moved."""

    dn: str
    subject: str
    username: str
    name: str
    email: str | None
    groups: tuple[str, ...]


def authenticate(settings: LdapDirectory, username: str, password: str) -> Entry | None:
    """Return the entry of whoever has this user name and password; None when they do not fit.

    An empty password never reaches the directory: there it means "anonymous" and would succeed
    (RFC 4513, section 5.1.2).

    Raises:
        DirectoryFailed: it cannot be asked.
    """
    if not password or not username.strip() or len(username) > LONGEST_NAME:
        return None
    try:
        entry = _find(settings, username.strip())
        # Who is not there is asked for too: it takes as long as with a wrong password.
        dn = entry.dn if entry else f"cn={escape_rdn(secrets.token_hex(8))},{settings.base}"
        fits = _binds(settings, dn, password)
    except (LDAPException, ssl.SSLError, OSError) as error:
        raise DirectoryFailed(f"{type(error).__name__}: {error}") from error
    return entry if fits else None


def _find(settings: LdapDirectory, username: str) -> Entry | None:
    """Return the one entry with this user name; several are as good as none."""
    with _connection(settings, settings.bind_dn, settings.bind_password) as service:
        if not service.bind():
            raise DirectoryFailed(f"ECABINET_LDAP_BIND_DN is refused: {_said(service)}")
        service.search(
            settings.base,
            settings.filter.replace("%s", escape_filter_chars(username)),
            attributes=_attributes(settings),
            size_limit=2,
            time_limit=ANSWER_SECONDS,
        )
        found = [e for e in service.response or [] if e["type"] == "searchResEntry"]
        if not found and service.result["result"] not in (0, 4):
            raise DirectoryFailed(f"the search is refused: {_said(service)}")
    if len(found) > 1:
        log.warning("the directory has several entries for one user name; nobody is let in")
    return _entry(settings, found[0], username) if len(found) == 1 else None


def _binds(settings: LdapDirectory, dn: str, password: str) -> bool:
    with _connection(settings, dn, password) as own:
        if own.bind():
            return True
        if own.result["result"] in REFUSED:
            return False
        raise DirectoryFailed(f"the directory answers a sign-in with {_said(own)}")


def _connection(settings: LdapDirectory, user: str, password: str) -> Any:
    """Return an open, encrypted connection that is closed at the end of its `with` block."""
    parts = urlsplit(settings.url)
    server = ldap3.Server(
        parts.hostname or "",
        port=parts.port or (636 if parts.scheme == "ldaps" else 389),
        use_ssl=parts.scheme == "ldaps",
        tls=_Tls(settings.ca_file),
        get_info=ldap3.NONE,
        connect_timeout=CONNECT_SECONDS,
    )
    connection = ldap3.Connection(
        server,
        user=user or None,
        password=password or None,
        # A referral would carry the password to wherever the directory points.
        auto_referrals=False,
        receive_timeout=ANSWER_SECONDS,
        read_only=True,
    )
    return _Open(connection, start_tls=parts.scheme == "ldap" and not settings.plaintext)


class _Tls(ldap3.Tls):
    """TLS as Python itself does it: certificate and host name are checked in the handshake."""

    def __init__(self, ca_file: str | None) -> None:
        super().__init__(validate=ssl.CERT_REQUIRED)
        self._context = ssl.create_default_context(cafile=ca_file)

    def wrap_socket(self, connection: Any, do_handshake: bool = False) -> None:
        """Encrypt the connection's socket. Raises ssl.SSLError."""
        host = connection.server.host
        connection.socket = self._context.wrap_socket(connection.socket, server_hostname=host)


class _Open:
    """Opens a connection, encrypts it, and closes it whatever happens."""

    def __init__(self, connection: Any, *, start_tls: bool) -> None:
        self._connection, self._start_tls = connection, start_tls

    def __enter__(self) -> Any:
        try:
            self._connection.open()
            if self._start_tls and not self._connection.start_tls():
                raise DirectoryFailed("the directory does not begin TLS")
        except BaseException:
            self._close()
            raise
        return self._connection

    def __exit__(self, *_exc: object) -> None:
        self._close()

    def _close(self) -> None:
        left = self._connection.socket
        self._connection.strategy.close()
        if left is not None:
            left.close()  # What was opened halfway, ldap3 leaves lying.


def _attributes(settings: LdapDirectory) -> list[str]:
    wanted = (settings.username_attribute, settings.group_attribute, *SUBJECTS, *NAMES, *MAILS)
    return list(dict.fromkeys(name for name in wanted if name))


def _entry(settings: LdapDirectory, found: dict[str, Any], typed: str) -> Entry:
    raw = {name.casefold(): values for name, values in found["raw_attributes"].items()}

    def first(*names: str) -> str:
        values = (text for name in names for text in _texts(raw.get(name.casefold(), [])))
        return next(values, "")

    guid = raw.get("objectguid") or []
    subject = str(uuid.UUID(bytes_le=guid[0])) if guid else first("entryUUID")
    return Entry(
        dn=found["dn"],
        subject=subject or found["dn"].casefold(),
        username=first(settings.username_attribute) or typed,
        name=first(*NAMES),
        email=first(*MAILS) or None,
        groups=tuple(_texts(raw.get(settings.group_attribute.casefold(), []))),
    )


def _texts(values: list[bytes]) -> list[str]:
    return [value.decode("utf-8", "replace") for value in values]


def _said(connection: Any) -> str:
    result = connection.result or {}
    return f"{result.get('description')} ({result.get('message') or 'no reason'})"
