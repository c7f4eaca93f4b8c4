"""Schema migrations, run from code so that they work from an installed package."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from ecabinet.core.db import open_engine

FOLDER = Path(__file__).resolve().parent / "migrations"


def config(url: str) -> Config:
    """Return Alembic's configuration for the database at `url`."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.attributes["url"] = url
    return made


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database to `revision`; a SQLite file and its folder are made when missing.

    At the newest revision the catalogues get the entries that this version of the product brings.
    """
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(config(url), revision)
    if revision == "head":
        # Imported late: this knows every feature, and `is_current` must not.
        from ecabinet.furnishing import furnish

        furnish(url)


def downgrade(url: str, revision: str) -> None:
    """Take the database back to `revision`."""
    command.downgrade(config(url), revision)


def revision(url: str) -> str | None:
    """The revision the database is at; none when it has no tables yet."""
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def is_current(url: str) -> bool:
    """Whether the database is at the newest revision."""
    return revision(url) == ScriptDirectory.from_config(config(url)).get_current_head()
