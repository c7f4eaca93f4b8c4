"""Which machines may be sent to: public ones, and the internal networks the operator allowed.

The address is looked up once and connected to as it is (`posting.py`): whoever answers the name
server cannot name a public machine for the check and one of ours for the connection.
"""

import ipaddress
import socket
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IpNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

LONGEST = 500
HTTPS = 443
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class Forbidden(Exception):
    """The name leads only to machines that must not be sent to."""


def receiver_address(text: str) -> str:
    """Return an address that can be sent to, as it is kept.

    Raises:
        ValueError: it is not https://host[:port][/path][?query], or it carries a name or password.
    """
    text = text.strip()
    if len(text) > LONGEST or not text.isascii() or any(c <= " " or c == "\\" for c in text):
        raise ValueError("not an address")
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.password:
        raise ValueError("not https://host/path")
    if parts.fragment or parts.port == 0 or "@" in parts.netloc:
        raise ValueError("a fragment, or a port that is none")
    return text


def host_and_port(url: str) -> tuple[str, int]:
    """Return where an address leads."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or HTTPS


def is_allowed(address: IpAddress, networks: Iterable[IpNetwork]) -> bool:
    """Whether a machine may be sent to: in one of `networks`, or on the public internet.

    Addresses that carry another inside (mapped, 6to4, Teredo, NAT64) are judged by it or refused.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_allowed(address.ipv4_mapped, networks)
        if address.sixtofour is not None or address.teredo is not None or address in _NAT64:
            return False
    if any(address in network for network in networks if network.version == address.version):
        return True
    return address.is_global and not address.is_multicast


def allowed_addresses(host: str, port: int, networks: Iterable[IpNetwork]) -> list[str]:
    """Look up `host` and return the machines that may be sent to, in the order of the answer.

    Raises:
        OSError: there is no such name, or nobody to ask.
        Forbidden: none of its machines may be sent to.
    """
    networks = list(networks)
    found = list(_looked_up(host, port))
    allowed = [str(address) for address in found if is_allowed(address, networks)]
    if not allowed:
        raise Forbidden(", ".join(str(address) for address in found))
    return allowed


def _looked_up(host: str, port: int) -> Iterator[IpAddress]:
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for address in dict.fromkeys(str(answer[4][0]) for answer in answers):
        yield ipaddress.ip_address(address.partition("%")[0])
