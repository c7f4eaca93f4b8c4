"""The table of settings says what the code reads, and its defaults."""

import re
from dataclasses import fields

from ecabinet.settings import Settings, load
from tests.doc_texts import DOCUMENTS, text
from tests.sources import ROOT

DEMO_ONLY = {"ECABINET_DEMO_PASSWORD"}
APART = (
    "ecabinet/s3_settings.py",
    "ecabinet/sign_on_settings.py",
    "ecabinet/signing_settings.py",
    "ecabinet/webhook_settings.py",
)


def test_every_setting_is_in_the_table_and_every_one_named_exists() -> None:
    table = set(re.findall(r"^\| `(ECABINET_\w+)`", text("README.md"), re.MULTILINE))
    read = set(re.findall(r'get\.\w+\("(\w+)"', text("ecabinet/settings.py")))
    known = {f"ECABINET_{name}" for name in read}
    assert len(known) == len(fields(Settings)) - len(APART)  # Each of those holds a group.
    for file in APART:
        known |= {f"ECABINET_{name}" for name in re.findall(r'get\.\w+\(\s*"(\w+)"', text(file))}
    assert table == known | DEMO_ONLY
    named = {word for name in DOCUMENTS for word in re.findall(r"ECABINET_[A-Z0-9_]+", text(name))}
    tests = {word for word in named if in_tests(word)}
    assert named - table - tests == set()


def in_tests(variable: str) -> bool:
    """Whether a variable is one that the tests or the build ask for."""
    files = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "ecabinet/_build").glob("*")]
    return any(variable in path.read_text() for path in files if path.is_file())


def test_every_default_in_the_table_is_the_real_one() -> None:
    rows = re.findall(r"^\| `ECABINET_(\w+)` \| `([^`]*)`", text("README.md"), re.MULTILINE)
    settings = load({}, require_secret=False)
    real = {
        "HOST": settings.host,
        "PORT": str(settings.port),
        "ASYNC": settings.async_mode,
        "REUSE_PORT": str(int(settings.reuse_port)),
        "TRUSTED_HOSTS": ",".join(settings.trusted_hosts),
        "SECURE_COOKIES": str(int(settings.secure_cookies)),
        "TRUSTED_PROXIES": str(settings.trusted_proxies),
        "UPLOAD_LIMIT_MB": str(settings.upload_limit >> 20),
        "UPLOAD_QUOTA_MB": str(settings.upload_quota >> 20),
        "KEEP_FREE_MB": str(settings.kept_free >> 20),
        "PAGE_LIMIT": str(settings.page_limit),
        "ARCHIVE_LIMIT_MB": str(settings.archive_limit >> 20),
        "SESSION_HOURS": str(settings.session_hours),
        "REMEMBER_DAYS": str(settings.remember_days),
        "IDLE_MINUTES": str(settings.idle_minutes),
        "SIGN_IN_ATTEMPTS": str(settings.sign_in_attempts),
        "PASSWORD_LENGTH": str(settings.password_length),
        "RESET_LINK_HOURS": str(settings.reset_link_hours),
        "SECRET_PAPERS": settings.secret_papers,
        "WATERMARK": settings.watermark,
        "SECOND_FACTOR_FOR": ",".join(settings.second_factor_for),
        "OFFICE_NAME": settings.office_name,
        "LOG_LEVEL": settings.log_level,
        "DATA_DIR": settings.data_dir.name,
    }
    assert dict(rows) == real
