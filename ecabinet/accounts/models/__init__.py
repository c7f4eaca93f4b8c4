"""Tables of accounts."""

from ecabinet.accounts.models.api_token import ApiToken
from ecabinet.accounts.models.delegation import Delegation
from ecabinet.accounts.models.handover import Handover, HandoverState
from ecabinet.accounts.models.person import Office, Person
from ecabinet.accounts.models.reset_link import ResetLink
from ecabinet.accounts.models.second_factor import RecoveryCode, SecondFactor
from ecabinet.accounts.models.sign_in import SignIn, SignInStep
from ecabinet.accounts.models.unit import Unit

__all__ = [
    "ApiToken",
    "Delegation",
    "Handover",
    "HandoverState",
    "Office",
    "Person",
    "RecoveryCode",
    "ResetLink",
    "SecondFactor",
    "SignIn",
    "SignInStep",
    "Unit",
]
