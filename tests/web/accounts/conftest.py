"""The administrator, and what these tests look at."""

from tests.web.accounts.people_pages import admin, post
from tests.web.accounts.units_pages import act, unit

__all__ = ["act", "admin", "post", "unit"]
