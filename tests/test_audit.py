"""`make audit` tells a weakness from a service that cannot be asked, and never confuses the two."""

import pytest

from ecabinet._build import audit
from tests.servers import free_port

WEAK = {
    "dependencies": [
        {"name": "good", "version": "1", "vulns": []},
        {"name": "left-out", "skip_reason": "not on PyPI"},
        {"name": "weak", "version": "2", "vulns": [{"id": "PYSEC-1"}, {"id": "GHSA-2"}]},
    ]
}


def test_a_service_that_cannot_be_reached_is_said_and_fails_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = audit.ask("requirements-node.lock", f"http://127.0.0.1:{free_port()}")
    assert answer is None
    monkeypatch.setattr(audit, "ask", lambda _lock: None)
    assert audit._advisories("requirements.lock") == 0
    assert "NOT ASKED" in capsys.readouterr().out


def test_a_weakness_is_named_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "ask", lambda _lock: WEAK)
    assert audit._advisories("requirements.lock") == 1
    assert "weak 2: PYSEC-1, GHSA-2" in capsys.readouterr().out


def test_a_lock_that_cannot_be_read_is_an_error_of_ours() -> None:
    with pytest.raises(RuntimeError):
        audit.ask("no-such.lock")
