"""Sign-ins: seen and ended by whoever made them and by administrators, by nobody else."""

import pytest

from ecabinet.accounts.models import SignIn
from ecabinet.accounts.sign_in_policies import POLICIES, SignInPermission
from ecabinet.core.permissions import allows

CELLS = {"canbo": True, "quantri": True, "cuong": False, "lanhdao": False, "thuky": False}


@pytest.mark.parametrize("username", CELLS)
@pytest.mark.parametrize("permission", SignInPermission)
def test_every_cell(app, as_actor, office, username, permission):
    sign_in = SignIn(person_id=office.people["canbo"])
    assert allows(as_actor(username), permission, sign_in) is CELLS[username]
    assert set(POLICIES) == set(SignInPermission)
