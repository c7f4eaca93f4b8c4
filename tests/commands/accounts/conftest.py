"""The rights of accounts: these commands run without an application."""

from ecabinet.accounts.policies import POLICIES
from ecabinet.core import permissions

permissions.register(POLICIES)
