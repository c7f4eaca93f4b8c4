"""Nobody opens anything without a sign-in, but what says so itself."""

import re
from typing import Any
from uuid import uuid4

from ecabinet.web.operations import operations

OPEN_OPERATIONS = {"signIn", "completeSignIn", "startSignInEnrolment", "useResetLink"}
OPEN_PAGES = {
    "accounts.sign_in",
    "set_password.show", "single_sign_on.come_back",  # Nothing without the key in the address.
    "screens.show",  # The door for the code of a machine in the hall.
    "issuing.check_page",  # Whether a signature holds, for whoever has the file.
    "service_worker.script", "service_worker.offline", "installing.manifest",
    "health.alive", "health.ready",
}  # fmt: skip


def test_no_operation_answers_nobody_but_those_of_signing_in(app: Any) -> None:
    client, is_open = app.test_client(), set()
    for one in operations(app).values():
        path = re.sub(r"{\w+}", "1", re.sub(r"{\w*_id}", str(uuid4()), one.path))
        answered = client.open(f"{path}?words=a&q=a&year=2026", method=one.method, json={})
        if one.is_open:
            is_open.add(one.name)
        else:
            assert answered.status_code == 401, f"{one.name}: {answered.status_code}"
    assert is_open == OPEN_OPERATIONS


def test_every_page_asks_to_sign_in(app: Any) -> None:
    client, shown = app.test_client(), set()
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.arguments and not rule.rule.startswith("/api/"):
            answered = client.get(rule.rule, follow_redirects=True)
            if rule.endpoint == "accounts.sign_in" or answered.request.path != "/sign-in":
                shown.add(rule.endpoint)
    assert shown == OPEN_PAGES
