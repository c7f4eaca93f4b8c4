"""Where mail goes out, as an operator writes it: checked at start, read again by the worker."""

import ipaddress
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"tls": 465, "starttls": 587, "none": 25}


@dataclass(frozen=True)
class MailServer:
    """One SMTP server. `security` is tls, starttls or none; `ca` a file of certificates."""

    host: str
    port: int
    security: str
    username: str | None = None
    password: str | None = None
    ca: str | None = None


def mail_server(url: str) -> MailServer:
    """Return the server that `url` names.

    `smtp://user:pass@host:587?tls=starttls` (the default), `smtp://host?tls=none`, `smtps://host`;
    `&ca=/path.pem` for the certificate of the house's own authority.

    Raises:
        ValueError: it is malformed, or a password would travel in the clear.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"is no address of a mail server: {error}") from error
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError("must look like smtp://user:password@host:587 or smtps://host")
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    security = "tls" if parts.scheme == "smtps" else options.pop("tls", "starttls")
    ca = options.pop("ca", None)
    if options or security not in PORTS:
        raise ValueError("knows only tls=starttls or tls=none, and ca=<file>")
    server = MailServer(
        host=parts.hostname,
        port=port or PORTS[security],
        security=security,
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        ca=ca,
    )
    if server.password and security == "none" and not _is_here(server.host):
        raise ValueError("would send the password in the clear: use tls=starttls or smtps://")
    return server


def mail_sender(text: str) -> str:
    """Return the bare address of the sender. Raises ValueError when it is none."""
    try:
        address = Address(addr_spec=text)
    except (HeaderParseError, ValueError, IndexError) as error:
        raise ValueError(f"is no mail address: {text!r}") from error
    if not address.domain or not text.isascii():
        raise ValueError(f"is no mail address: {text!r}")
    return text


def web_address(text: str) -> str:
    """Return the address under which people open the product, without a slash at its end.

    Raises:
        ValueError: it is not http(s)://host[:port][/path].
    """
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must look like https://hop.tinh.example")
    return text.rstrip("/")


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
