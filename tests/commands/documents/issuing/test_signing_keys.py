"""Keys to sign with: kept, on the server's token, of others, unfit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from documents.issuing.keeping import take_key
from documents.issuing.models import SigningKey
from documents.issuing.signing import With, sign_document
from documents.issuing.states import SignerState
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Conflict, Invalid, NotFound
from ecabinet.platform import Platform
from tests import keys
from tests.papers_issued import Issued, all_rows
from tests.tokens import make_token

AsActor = Callable[[str], Actor]


def test_a_token_of_the_server_signs(
    issued: Issued, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, platform: Platform
) -> None:
    token = make_token(tmp_path, "Phạm Thu Ký", monkeypatch)
    document_id = issued.ready()
    signing = replace(platform.settings.signing, token_module=token.module, token_label=token.label)
    platform.settings = replace(platform.settings, signing=signing)
    sign_document(platform, issued.as_actor("thuky"), document_id, With(None, token.pin))
    with pytest.raises(Invalid, match="other_name"):
        sign_document(platform, issued.as_actor("chutri"), document_id, With(None, token.pin))
    assert issued.row(document_id).signers[0].state == SignerState.SIGNED


def test_keys_of_others_and_unfit_ones_are_not_kept(issued: Issued, as_actor: AsActor) -> None:
    unit = issued.meeting.office.units["TU"]
    for code, fields in (
        ("signing.other_name", {"name": "Ai Đó Khác"}),
        ("signing.expired", {"ends": -timedelta(days=1)}),
        ("signing.not_yet_valid", {"starts": timedelta(days=1)}),
        ("signing.wrong_pin", {"pin": "khác"}),
    ):
        with pytest.raises(Invalid) as refused:
            issued.key("thuky", **fields)
        assert refused.value.code == code
    with pytest.raises(NotFound):
        issued.key("chutri", unit)
    with pytest.raises(Invalid, match="other_name"):
        issued.key("thuky", unit, name="Phạm Thu Ký")
    assert all_rows(issued.platform.store, select(SigningKey)) == []
    content = keys.key_file("Phạm Thu Ký")
    actor = as_actor("thuky")
    take_key(issued.platform, actor, content, keys.PIN)
    with pytest.raises(Conflict, match="key_known"):
        take_key(issued.platform, actor, content, keys.PIN)
    [row] = all_rows(issued.platform.store, select(SigningKey))
    assert content.hex() not in row.sealed
    assert keys.PIN not in row.sealed


def test_an_authority_that_does_not_answer_is_told(issued: Issued, platform: Platform) -> None:
    document_id, key = issued.ready(), issued.key("thuky")
    signing = replace(platform.settings.signing, tsa="http://127.0.0.1:9")
    platform.settings = replace(platform.settings, signing=signing)
    with pytest.raises(Invalid, match="no_timestamp"):
        sign_document(platform, issued.as_actor("thuky"), document_id, With(key, keys.PIN))
    assert issued.row(document_id).signers[0].state == SignerState.WAITING
