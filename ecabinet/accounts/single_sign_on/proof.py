"""What somebody else's system says of a person who has just proved who they are to it."""

from pydantic import BaseModel, ConfigDict

from ecabinet.core.text import nfc

LDAP = "ldap"


class ForeignProof(BaseModel):
    """One account elsewhere. `groups` is None when that system does not tell of groups at all."""

    model_config = ConfigDict(frozen=True)
    source: str
    subject: str
    username: str
    name: str = ""
    email: str | None = None
    groups: tuple[str, ...] | None = None
    strong: bool = False


def oidc_source(issuer: str) -> str:
    """Return how identities of this provider are marked: another issuer is another source."""
    return f"oidc:{issuer}"


def own_username(given: str, domain: str) -> str:
    """Return the user name in our writing: small letters, without the office's own `@domain`.

    A name of any other domain keeps it, and thus fits nobody: an.nguyen@elsewhere is not an.nguyen.
    """
    name = nfc(given).strip().lower()
    return name.removesuffix(f"@{domain}") if domain else name
