import pytest

from ecabinet.settings import SettingsError, load

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
    ],
)
def test_a_wrong_value_is_named(name, value):
    with pytest.raises(SettingsError, match=f"ECABINET_{name}"):
        load({**SECRET, f"ECABINET_{name}": value})
