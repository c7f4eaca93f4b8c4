"""Which help belongs to which page: its own, or that of the page it is a part of."""

from collections.abc import Mapping

from ecabinet.help.texts import screens

GENERAL = "help.index"
"""Where a page has nothing of its own, as when an address leads nowhere."""

# Pages of one piece of work: page → the screen whose help says it all.
SHARED = {
    "api_page.operation": "api_page.index",
    "calendar.new_line": "calendar.edit_line",
    "calendar.new_proposal": "calendar.own_proposals",
    "calendar.weeks": "calendar.week",
    "catalogues.import_form": "people.import_form",
    "catalogues.import_preview": "people.import_form",
    "catalogues.lookup": "catalogues.index",
    "catalogues.new": "catalogues.edit",
    "circulation.edit": "circulation.new",
    "colleagues.show": "colleagues.index",
    "documents.item_rights": "documents.rights",
    "documents.place_carried": "documents.carried",
    "followup.dashboard_scope": "followup.dashboard",
    "followup.edit_proposal": "followup.new_proposal",
    "followup.edit_task_report": "followup.new_task_report",
    "followup.narrow": "followup.tasks",
    "followup.part_report": "followup.part",
    "followup.slip_task": "followup.new_task",
    "help.screen": "help.index",
    "issuing.check_document": "issuing.check_page",
    "meetings.edit": "meetings.new",
    "minutes.comparison": "minutes.list_versions",
    "own_factor.set_up": "own_factor.show",
    "people.edit": "people.new",
    "people.ending": "people.new_office",
    "people.handing_over": "people.new_office",
    "people.import_preview": "people.import_form",
    "people.office": "people.new_office",
    "rooms.codes": "rooms.edit",
    "routing.forwarding": "routing.new",
    "screens.of_meeting": "screens.show",
    "single_sign_on.come_back": "accounts.sign_in",
    "units.import_form": "people.import_form",
    "units.import_preview": "people.import_form",
    "units.new": "units.deed",
    "units.order": "units.index",
    "webhooks.edit": "webhooks.new",
}

# Shown before anybody has signed in: their help is open to everybody too.
BEFORE_SESSION = frozenset({"accounts.sign_in", "second_step.show", "set_password.show"})


def own_screen(endpoint: str) -> str | None:
    """Return the screen whose help was written for this page, None when there is none."""
    if endpoint in screens():
        return endpoint
    return SHARED.get(endpoint)


def screen_of(endpoint: str | None, page_at: Mapping[str, str]) -> str:
    """Return the screen whose help an answer shows.

    page_at: of endpoints that only send, the page at the same address. A form that is shown again
    with its mistakes is still that page.
    """
    name = endpoint or ""
    return own_screen(name) or own_screen(page_at.get(name, "")) or GENERAL
