"""Tables of accounts."""

from ecabinet.accounts.models.person import Office, Person
from ecabinet.accounts.models.sign_in import SignIn
from ecabinet.accounts.models.unit import Unit

__all__ = ["Office", "Person", "SignIn", "Unit"]
