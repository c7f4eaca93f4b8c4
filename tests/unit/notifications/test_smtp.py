"""The talk with a real mail server: TLS in both ways, sign-in, and each way it can break."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP

from ecabinet.mail_settings import mail_server
from ecabinet.notifications.smtp import OutcomeUnknown, Postbox, Refused, Unreachable
from tests.certificates import make_certificates
from tests.mailhouse import ACCOUNT, MailHouse, certificate, only_our_account, opened
from tests.servers import free_port

FROM, TO = "hop@tinh.example", "an@tinh.example"
TEXT = b"Subject: thu\r\n\r\nXin chao.\r\n"
USER = ":".join(ACCOUNT)
SIGN_IN = {"authenticator": only_our_account, "auth_required": True}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of a local authority for 127.0.0.1."""
    folder = tmp_path_factory.mktemp("certificates")
    make_certificates(folder)
    return folder


@pytest.fixture
def house() -> Iterator[MailHouse]:
    """A server without TLS."""
    with opened(MailHouse()) as listening:
        yield listening


def post(url: str, *, to: str = TO, go: bool = True) -> bool:
    """Send one mail and hang up."""
    postbox = Postbox(mail_server(url), "tinh.example")
    try:
        return postbox.send(FROM, to, TEXT, lambda: go)
    finally:
        postbox.leave()


def test_starttls_with_the_certificate_of_the_house_and_sign_in(papers: Path) -> None:
    context = certificate(papers)
    with opened(MailHouse(), tls_context=context, require_starttls=True, **SIGN_IN) as house:
        assert post(f"smtp://{USER}@127.0.0.1:{house.port}?ca={papers / 'ca.pem'}")
    assert [(t.recipient, t.encrypted) for t in house.taken] == [(TO, True)]


def test_tls_from_the_first_byte(papers: Path) -> None:
    with opened(MailHouse(), ssl_context=certificate(papers)) as house:
        assert post(f"smtps://127.0.0.1:{house.port}?ca={papers / 'ca.pem'}")
    assert [t.recipient for t in house.taken] == [TO]


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_certificate_of_a_stranger_stops_the_talk(
    papers: Path, tmp_path: Path, scheme: str
) -> None:
    make_certificates(tmp_path)
    context = certificate(papers)
    options = {"tls_context": context} if scheme == "smtp" else {"ssl_context": context}
    with (
        opened(MailHouse(), **options) as house,
        pytest.raises(Unreachable, match="SSLCertVerificationError"),
    ):
        post(f"{scheme}://{USER}@127.0.0.1:{house.port}?ca={tmp_path / 'ca.pem'}")
    assert house.taken == []


def test_a_certificate_for_another_name_stops_the_talk(tmp_path: Path) -> None:
    make_certificates(tmp_path, "thu.noi-khac.example")
    with (
        opened(MailHouse(), tls_context=certificate(tmp_path)) as house,
        pytest.raises(Unreachable, match="SSLCertVerificationError"),
    ):
        post(f"smtp://localhost:{house.port}?ca={tmp_path / 'ca.pem'}")


def test_a_server_that_offers_no_tls_gets_neither_password_nor_mail(house: MailHouse) -> None:
    with pytest.raises(Unreachable, match="SMTPNotSupportedError"):
        post(f"smtp://{USER}@127.0.0.1:{house.port}")
    assert house.taken == []


def test_a_wrong_password_costs_no_mail(papers: Path) -> None:
    context = certificate(papers)
    with (
        opened(MailHouse(), tls_context=context, require_starttls=True, **SIGN_IN) as house,
        pytest.raises(Unreachable, match="smtp 535"),
    ):
        post(f"smtp://ecabinet:sai@127.0.0.1:{house.port}?ca={papers / 'ca.pem'}")
    assert house.taken == []


@pytest.mark.parametrize(
    ("answer", "permanent"), [("550 Unknown user", True), ("451 Try again later", False)]
)
@pytest.mark.parametrize("when", ["answers", "after_text"])
def test_a_refused_recipient_or_text(
    house: MailHouse, answer: str, permanent: bool, when: str
) -> None:
    getattr(house, when)[TO] = answer
    postbox = Postbox(mail_server(f"smtp://127.0.0.1:{house.port}?tls=none"), "x")
    with pytest.raises(Refused, match=answer[:3]) as refusal:
        postbox.send(FROM, TO, TEXT, lambda: True)
    assert refusal.value.permanent is permanent
    assert postbox.send(FROM, "binh@tinh.example", TEXT, lambda: True)
    postbox.leave()
    assert [t.recipient for t in house.taken] == ["binh@tinh.example"]


def test_a_server_that_closes_the_talk_refuses_no_mail(house: MailHouse) -> None:
    house.answers[TO] = "421 Shutting down"
    with pytest.raises(Unreachable, match="smtp 421"):
        post(f"smtp://127.0.0.1:{house.port}?tls=none")


def test_nobody_listens() -> None:
    with pytest.raises(Unreachable, match="ConnectionRefusedError"):
        post(f"smtp://127.0.0.1:{free_port()}?tls=none")


def test_the_text_does_not_go_out_when_the_claim_is_lost(house: MailHouse) -> None:
    assert not post(f"smtp://127.0.0.1:{house.port}?tls=none", go=False)
    assert house.taken == []


def test_a_line_that_breaks_after_the_text_leaves_the_outcome_open(house: MailHouse) -> None:
    def hang_up(_recipient: str, server: SMTP) -> None:
        server.transport.abort()

    house.in_data = hang_up
    with pytest.raises(OutcomeUnknown):
        post(f"smtp://127.0.0.1:{house.port}?tls=none")
    assert len(house.taken) == 1


def test_many_mails_go_through_one_talk_and_a_dead_one_is_opened_anew() -> None:
    house = MailHouse()
    postbox = Postbox(mail_server(f"smtp://127.0.0.1:{house.port}?tls=none"), "tinh.example")
    with opened(house):
        for number in range(5):
            assert postbox.send(FROM, f"p{number}@tinh.example", TEXT, lambda: True)
        assert house.talks == 1
    with opened(house):
        assert postbox.send(FROM, TO, TEXT, lambda: True)
        postbox.leave()
    assert (house.talks, len(house.taken)) == (2, 6)
