"""The one foreign origin: that of the store of the files, where an operator has named one."""

import pytest
from flask import Flask

from ecabinet.web.headers import init_headers


@pytest.mark.parametrize("store", [None, "https://store.example:9000"])
def test_pages_may_fetch_from_the_store_and_nothing_else(store: str | None) -> None:
    app = Flask(__name__)
    init_headers(app, https=False, store=store)
    app.add_url_rule("/", "page", lambda: "page")
    policy = app.test_client().get("/").headers["Content-Security-Policy"]
    named = dict(part.split(" ", 1) for part in policy.split("; "))
    assert named["connect-src"] == " ".join(filter(None, ["'self'", store]))
    assert ("store.example" in policy) == (store is not None)
    assert policy.count("https:") == (store is not None)
