"""Settings of webhooks: which internal networks may be sent to, whom TLS trusts besides."""

import ipaddress
from dataclasses import dataclass

from ecabinet.environment import Reader

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Webhooks:
    """`networks` are the internal ones that may be sent to; `ca_file` more authorities, as PEM."""

    networks: tuple[Network, ...] = ()
    ca_file: str | None = None


def read_webhooks(get: Reader) -> Webhooks:
    """Return the settings of webhooks. Raises SettingsError: a network or the file is wrong."""
    try:
        given = get.words("WEBHOOK_NETWORKS", ())
        networks = tuple(ipaddress.ip_network(word) for word in given)
    except ValueError as error:
        raise get.wrong("WEBHOOK_NETWORKS", f"must be like 10.0.0.0/8: {error}") from error
    return Webhooks(networks, get.file("WEBHOOK_CA_FILE"))
