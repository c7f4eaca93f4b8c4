"""The audit log on the page."""

import pytest

from tests.clients import csrf_of

PATH = "/admin/audit"


@pytest.fixture
def admin(browser_sign_in):
    return browser_sign_in("quantri")


def form(client, **fields):
    return {"csrf_token": csrf_of(client.get("/admin/tokens").text), **fields}
