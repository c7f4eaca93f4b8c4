"""One of everything of people, units, the audit log and imports, with the name of its id."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import insert, select, update

from ecabinet.accounts.commands.delegations import DelegationTerms, create_delegation
from ecabinet.accounts.models import ApiToken, Office, SignIn
from ecabinet.accounts.models.handover import Handover
from ecabinet.catalogues.models import CatalogueEntry
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.ids import new_id
from ecabinet.core.notices import NoticeRow
from ecabinet.notifications.models import Mail
from ecabinet.oversight.audit_filters import AuditFilters
from ecabinet.oversight.commands.checks import AskCheck, ask_check
from ecabinet.oversight.commands.exports import AskExport, ask_export
from ecabinet.oversight.models import AuditExport, ExportState
from ecabinet.oversight.tasks import export_path
from ecabinet.platform import Platform
from ecabinet.webhooks.commands.again import SendTest, send_test
from ecabinet.webhooks.commands.receivers import RegisterReceiver, register_receiver
from tests.clients import csrf_of
from tests.gatherings import Gathering
from tests.web.registry.doors import doors
from tests.web.registry.names import ADMINISTRATOR, AN, BINH, KEY, SECRET


def account_things(gathering: Gathering, platform: Platform) -> dict[str, Any]:
    """What An has: a token, a sign-in, an office, a mail, and a delegation An gave."""
    people, now = gathering.office.people, utc_now()
    terms = DelegationTerms.model_validate(
        {
            "receiver_id": people["lanhdao"],
            "powers": ["sessions"],
            "from_on": office_day(now),
            "to_on": office_day(now) + timedelta(days=7),
            "reason": f"Đi công tác {SECRET}",
        }
    )
    delegation_id = gathering.run(AN, create_delegation, terms).id
    made = {"token_id": new_id(), "mail_id": new_id()}
    with platform.store.engine.begin() as connection:
        connection.execute(
            insert(ApiToken).values(
                id=made["token_id"], person_id=people[AN], name=SECRET, scopes=["meetings:read"],
                hint="x", secret_hash="x", created_at=now, expires_at=now + timedelta(days=1),
            )
        )  # fmt: skip
        connection.execute(
            insert(Mail).values(
                id=made["mail_id"], person_id=people[AN], kind="notice", state="failed",
                created_at=now, due_at=now, attempts=9, message_id="x",
            )
        )  # fmt: skip
    with platform.store.reading() as session:
        sign_in = session.scalars(select(SignIn).where(SignIn.person_id == people[AN])).first()
        office = session.scalars(select(Office).where(Office.person_id == people[AN])).first()
        notice = session.scalars(select(NoticeRow).where(NoticeRow.person_id == people[BINH]))
        entry = session.scalars(
            select(CatalogueEntry).where(CatalogueEntry.catalogue == KEY)
        ).first()
        assert sign_in is not None
        assert office is not None
        assert entry is not None
        made["handover_id"] = new_id()
        with platform.store.engine.begin() as connection:
            connection.execute(
                insert(Handover).values(
                    id=made["handover_id"], office_id=office.id, to_person_id=people["lanhdao"],
                    on=office_day(now) + timedelta(days=30), reason="Luân chuyển", made_at=now,
                )
            )  # fmt: skip
        return made | {
            "delegation_id": delegation_id,
            "person_id": people[AN],
            "sign_in_id": sign_in.id,
            "session_id": sign_in.id,
            "office_id": office.id,
            "notice_id": next(iter(notice)).id,
            "entry_id": entry.id,
            "successor_id": gathering.office.units["BTCTU"],
            "others": [gathering.office.units["UBKTTU"]],
            "unit_id": gathering.office.units["VPTU"],
            "screen": "home.index",
            "role": "member",
        }


def audit_things(gathering: Gathering, platform: Platform) -> dict[str, Any]:
    """An entry of the log, a check of it, and a file that is ready."""
    wish = AskExport(filters=AuditFilters(), kind="csv")
    export_id = gathering.run(ADMINISTRATOR, ask_export, wish).id
    path = export_path(platform.settings, export_id, wish.kind)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SECRET)
    with platform.store.engine.begin() as connection:
        connection.execute(update(AuditExport).values(state=ExportState.READY))
    check_id = gathering.run(ADMINISTRATOR, ask_check, AskCheck()).id
    return {"seq": 1, "export_id": export_id, "check_id": check_id}


def webhook_things(gathering: Gathering) -> dict[str, Any]:
    """A receiver of events, and a message that waits for it."""
    wish = RegisterReceiver(
        id=new_id(), name=SECRET, url="https://nhan.example/", kinds=["task.issued"], secret="x"
    )
    receiver_id = gathering.run(ADMINISTRATOR, register_receiver, wish).id
    test = SendTest(receiver_id=receiver_id)
    return {
        "receiver_id": receiver_id,
        "delivery_id": gathering.run(ADMINISTRATOR, send_test, test).id,
    }


def kept_imports(app: Any, administrator: FlaskClient, ids: dict[str, Any]) -> dict[str, str]:
    """For each page of imports the seal of a file that was sent there: its own export."""
    token, found = csrf_of(administrator.get("/account").text), {}
    for door in doors(app):
        part, _, name = door.endpoint.partition(".")
        if name == "import_upload":
            address = door.path(ids)
            sample = administrator.get(address.removesuffix("import") + "export.xlsx").data
            form = {"file": (BytesIO(sample), "a.xlsx"), "csrf_token": token}
            sent = administrator.post(address, data=form)
            assert sent.status_code == 303, f"{address}: {sent.status_code}"
            seal = str(sent.headers["Location"]).rsplit("/", 1)[1]
            steps = ("import_preview", "import_rows", "import_faults")
            found |= {f"{part}.{step}:seal": seal for step in steps}
    return found
