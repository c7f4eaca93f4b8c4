import pytest

from ecabinet.environment import SettingsError
from ecabinet.settings import load
from tests.keys import authority

SECRET = {"ECABINET_SECRET_KEY": "s" * 32}


def test_defaults_are_one_office_on_sqlite(tmp_path):
    settings = load({**SECRET, "ECABINET_DATA_DIR": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path}/ecabinet.sqlite3"
    assert (settings.host, settings.port, settings.async_mode) == ("127.0.0.1", 8000, "eventlet")


def test_a_secret_is_required_and_must_be_long(tmp_path):
    place = {"ECABINET_DATA_DIR": str(tmp_path)}
    with pytest.raises(SettingsError, match="ECABINET_SECRET_KEY is not set"):
        load(place)
    with pytest.raises(SettingsError, match="at least 32"):
        load({**place, "ECABINET_SECRET_KEY": "short"})


def test_postgresql_urls_name_the_driver(tmp_path):
    settings = load({**SECRET, "ECABINET_DATABASE_URL": "postgres://u@h/db"})
    assert settings.database_url == "postgresql+psycopg2://u@h/db"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "80a"),
        ("PORT", "70000"),
        ("ASYNC", "gevent"),
        ("REUSE_PORT", "yes"),
        ("DATABASE_URL", "mysql://x"),
        ("UPLOAD_LIMIT_MB", "0"),
        ("UPLOAD_QUOTA_MB", "0"),
    ],
)
def test_a_wrong_value_is_named(name, value):
    with pytest.raises(SettingsError, match=f"ECABINET_{name}"):
        load({**SECRET, f"ECABINET_{name}": value})


def test_networks_of_webhooks_are_read_and_a_wrong_one_is_named(tmp_path):
    place = {"ECABINET_DATA_DIR": str(tmp_path), "ECABINET_SECRET_KEY": "x" * 40}
    given = load({**place, "ECABINET_WEBHOOK_NETWORKS": "10.20.0.0/16, fd00::/64"}).webhooks
    assert [str(network) for network in given.networks] == ["10.20.0.0/16", "fd00::/64"]
    for wrong in ("10.20.0.1/16", "mang-noi-bo"):
        with pytest.raises(SettingsError, match="ECABINET_WEBHOOK_NETWORKS"):
            load({**place, "ECABINET_WEBHOOK_NETWORKS": wrong})


def test_roots_of_signatures_are_read_and_a_wrong_one_is_named(tmp_path):
    place = {**SECRET, "ECABINET_DATA_DIR": str(tmp_path)}
    root = tmp_path / "root.pem"
    root.write_bytes(authority().trusted)
    for where in (root, tmp_path):
        signing = load({**place, "ECABINET_SIGNATURE_ROOTS": str(where)}).signing
        assert signing.roots == (authority().trusted,)
    assert load(place).signing.roots == ()
    (tmp_path / "empty").mkdir()
    (tmp_path / "no.txt").write_text("no certificate")
    for wrong in ("nowhere.pem", "empty", "no.txt"):
        with pytest.raises(SettingsError, match="ECABINET_SIGNATURE_ROOTS has no certificates"):
            load({**place, "ECABINET_SIGNATURE_ROOTS": str(tmp_path / wrong)})
    for name in ("TSA_URL", "PKCS11_MODULE"):
        with pytest.raises(SettingsError, match=f"ECABINET_{name}"):
            load({**place, f"ECABINET_{name}": "ftp:nothing"})


S3 = {"ECABINET_S3_URL": "https://store.example:9000/giay/tinh", "ECABINET_S3_KEY_ID": "k"}


def test_a_store_of_files_is_a_bucket_with_a_key(tmp_path):
    place = {**SECRET, "ECABINET_DATA_DIR": str(tmp_path)}
    assert load(place).s3 is None
    with pytest.raises(SettingsError, match="needs ECABINET_S3_KEY_ID and ECABINET_S3_SECRET"):
        load({**place, **S3})
    found = load({**place, **S3, "ECABINET_S3_SECRET": "hidden"})
    assert (found.s3.endpoint, found.s3.bucket) == ("https://store.example:9000", "giay")
    assert (found.s3.prefix, found.s3.public, found.store_for_browsers) == ("tinh/", None, None)
    assert found.s3_cache_dir == tmp_path / "nearby"
    assert "hidden" not in repr(found)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("S3_URL", "store.example/giay"),
        ("S3_URL", "https://store.example"),
        ("S3_URL", "https://k:secret@store.example/giay"),
        ("S3_PUBLIC_URL", "https://store.example/giay"),
        ("S3_PUBLIC_URL", "https://store.example; script-src *"),
        ("S3_LINK_SECONDS", "5"),
        ("S3_CA_FILE", "/nowhere.pem"),
    ],
)
def test_a_store_of_files_that_cannot_be_is_named(name, value):
    with pytest.raises(SettingsError, match=f"ECABINET_{name}"):
        load({**SECRET, **S3, "ECABINET_S3_SECRET": "hidden", f"ECABINET_{name}": value})
