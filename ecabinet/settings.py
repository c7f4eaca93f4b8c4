"""Settings: read once from the environment, checked at start, frozen."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ecabinet.core.actors import Role
from ecabinet.core.clamd import place_of
from ecabinet.core.s3 import S3Place
from ecabinet.environment import Reader, SettingsError
from ecabinet.mail_settings import mail_sender, mail_server, web_address
from ecabinet.s3_settings import read_s3
from ecabinet.sign_on_settings import SingleSignOn, read_single_sign_on
from ecabinet.signing_settings import Signing, read_signing
from ecabinet.webhook_settings import Webhooks, read_webhooks


@dataclass(frozen=True)
class Settings:
    """Everything an operator may choose. Sizes are bytes, times are seconds."""

    data_dir: Path
    secret_key: str
    database_url: str
    redis_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    async_mode: str = "eventlet"
    reuse_port: bool = False
    trusted_hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    allowed_origins: tuple[str, ...] = ()
    secure_cookies: bool = False
    trusted_proxies: int = 0
    upload_limit: int = 64 << 20
    upload_quota: int = 2048 << 20
    kept_free: int = 512 << 20
    page_limit: int = 3000
    archive_limit: int = 2048 << 20
    session_hours: int = 12
    remember_days: int = 14
    idle_minutes: int = 240
    sign_in_attempts: int = 10
    password_length: int = 12
    reset_link_hours: int = 24
    second_factor_for: tuple[str, ...] = ("administrator", "secretary")
    secret_papers: str = "refuse"  # noqa: S105 - what to do with secret papers
    watermark: str = "all"
    office_name: str = "Tỉnh ủy Vĩnh Phúc"
    log_level: str = "warning"
    single_sign_on: SingleSignOn = field(default_factory=SingleSignOn)
    smtp_url: str | None = None
    mail_from: str | None = None
    public_url: str | None = None
    audit_heads_dir: Path | None = None
    audit_heads_minutes: int = 60
    postgres_bin: Path | None = None
    metrics_host: str = "127.0.0.1"
    metrics_port: int = 0
    slow_query_ms: int = 500
    clamd: str | None = None
    retention: Mapping[str, int] = field(default_factory=dict)
    signing: Signing = field(default_factory=Signing)
    webhooks: Webhooks = field(default_factory=Webhooks)
    s3: S3Place | None = None
    s3_cache: Path | None = None
    s3_cache_limit: int = 10_240 << 20

    def __post_init__(self) -> None:
        """Refuse what does not fit together. Raises SettingsError."""
        if self.smtp_url and not (self.mail_from and self.public_url):
            raise SettingsError(
                "ECABINET_SMTP_URL needs ECABINET_MAIL_FROM (who writes) and ECABINET_PUBLIC_URL "
                "(where the links lead)"
            )

    @property
    def second_factor_roles(self) -> tuple[Role, ...]:
        """The roles whose holders must show a second factor."""
        return tuple(Role(name) for name in self.second_factor_for)

    @property
    def blob_dir(self) -> Path:
        """Where papers and evidence files are kept, unless a store keeps them."""
        return self.data_dir / "blobs"

    @property
    def store_for_browsers(self) -> str | None:
        """The origin from which browsers take files themselves; None: all go through us."""
        return self.s3.public if self.s3 else None

    @property
    def s3_cache_dir(self) -> Path:
        """Where this machine has copies of what the store keeps."""
        return self.s3_cache or self.data_dir / "nearby"

    @property
    def key_dir(self) -> Path:
        """Where keys lie that are destroyed when what they are for is over."""
        return self.data_dir / "keys"

    @property
    def origins(self) -> list[str]:
        """Origins that may open a socket: the explicit list, else the address served here."""
        if self.allowed_origins:
            return list(self.allowed_origins)
        hosts = {*self.trusted_hosts, self.host}
        return [
            f"{scheme}://{h}:{self.port}" for h in sorted(hosts) for scheme in ("http", "https")
        ]


def load(environ: Mapping[str, str] = os.environ, *, require_secret: bool = True) -> Settings:
    """Return the settings of this process.

    Raises:
        SettingsError: one of them is missing or malformed.
    """
    get = Reader(environ)
    data_dir = Path(get.text("DATA_DIR", "var")).absolute()
    return Settings(
        data_dir=data_dir,
        secret_key=_secret(get.text("SECRET_KEY", ""), data_dir, require_secret),
        database_url=_database(get.text("DATABASE_URL", ""), data_dir),
        redis_url=get.text("REDIS_URL", "") or None,
        host=get.text("HOST", "127.0.0.1"),
        port=get.number("PORT", 8000, 0, 65535),
        async_mode=get.choice("ASYNC", "eventlet", ("eventlet", "threading")),
        reuse_port=get.flag("REUSE_PORT", False),
        trusted_hosts=get.words("TRUSTED_HOSTS", Settings.trusted_hosts),
        allowed_origins=get.words("ALLOWED_ORIGINS", ()),
        secure_cookies=get.flag("SECURE_COOKIES", False),
        trusted_proxies=get.number("TRUSTED_PROXIES", 0, 0, 5),
        upload_limit=get.number("UPLOAD_LIMIT_MB", 64, 1, 4096) << 20,
        upload_quota=get.number("UPLOAD_QUOTA_MB", 2048, 1, 1_000_000) << 20,
        kept_free=get.number("KEEP_FREE_MB", 512, 0, 1_000_000) << 20,
        page_limit=get.number("PAGE_LIMIT", 3000, 1, 100_000),
        archive_limit=get.number("ARCHIVE_LIMIT_MB", 2048, 1, 100_000) << 20,
        session_hours=get.number("SESSION_HOURS", 12, 1, 720),
        remember_days=get.number("REMEMBER_DAYS", 14, 1, 365),
        idle_minutes=get.number("IDLE_MINUTES", 240, 0, 10_080),
        sign_in_attempts=get.number("SIGN_IN_ATTEMPTS", 10, 1, 1000),
        password_length=get.number("PASSWORD_LENGTH", 12, 8, 64),
        reset_link_hours=get.number("RESET_LINK_HOURS", 24, 1, 168),
        second_factor_for=get.roles("SECOND_FACTOR_FOR", Settings.second_factor_for),
        secret_papers=get.choice("SECRET_PAPERS", "refuse", ("refuse", "allow")),
        watermark=get.choice("WATERMARK", "all", ("all", "secret", "off")),
        office_name=get.text("OFFICE_NAME", Settings.office_name),
        log_level=get.choice("LOG_LEVEL", "warning", ("debug", "info", "warning", "error")),
        single_sign_on=read_single_sign_on(get),
        smtp_url=get.checked("SMTP_URL", mail_server),
        mail_from=get.checked("MAIL_FROM", mail_sender),
        public_url=get.checked("PUBLIC_URL", web_address),
        audit_heads_dir=get.folder("AUDIT_HEADS_DIR"),
        audit_heads_minutes=get.number("AUDIT_HEADS_MINUTES", 60, 1, 1440),
        postgres_bin=get.folder("POSTGRES_BIN"),
        metrics_host=get.text("METRICS_HOST", "127.0.0.1"),
        metrics_port=get.number("METRICS_PORT", 0, 0, 65500),
        slow_query_ms=get.number("SLOW_QUERY_MS", 500, 0, 600_000),
        clamd=get.checked("CLAMD", place_of),
        retention=get.numbers("RETENTION"),
        signing=read_signing(get),
        webhooks=read_webhooks(get),
        s3=read_s3(get),
        s3_cache=get.folder("S3_CACHE_DIR"),
        s3_cache_limit=get.number("S3_CACHE_MB", 10_240, 1, 100_000_000) << 20,
    )


def _secret(given: str, data_dir: Path, required: bool) -> str:
    if given:
        if len(given) < 32:
            raise SettingsError("ECABINET_SECRET_KEY must have at least 32 characters")
        return given
    kept = data_dir / "secret_key"
    if kept.exists():
        return kept.read_text().strip()
    if required:
        raise SettingsError("ECABINET_SECRET_KEY is not set: give at least 32 random characters")
    return ""


def _database(given: str, data_dir: Path) -> str:
    if not given:
        return f"sqlite:///{data_dir / 'ecabinet.sqlite3'}"
    if given.startswith(("postgres://", "postgresql://")):
        return "postgresql+psycopg2://" + given.split("://", 1)[1]
    if given.startswith(("sqlite:///", "postgresql+psycopg2://")):
        return given
    raise SettingsError("ECABINET_DATABASE_URL must begin with sqlite:/// or postgresql://")
