"""Every table of the product, for migrations and for tests of migrations."""

import documents.issuing.models
import documents.models
import documents.register.models
import documents.routing.models
import ecabinet.accounts.models
import ecabinet.accounts.single_sign_on.models
import ecabinet.catalogues.models
import ecabinet.core.audit
import ecabinet.core.deputies
import ecabinet.core.notices
import ecabinet.core.outbox
import ecabinet.core.receipts
import ecabinet.core.search.models
import ecabinet.help.models
import ecabinet.notifications.models
import ecabinet.oversight.models
import ecabinet.webhooks.models
import followup.exchange.models
import followup.importing.models
import followup.models
import followup.proposals.models
import followup.reporting.models
import followup.weekly.models
import meetings.archive.models
import meetings.calendar.models
import meetings.circulation.models
import meetings.minutes.models
import meetings.models
import meetings.opinions.models
from ecabinet.core.db import Base

__all__ = ["Base", "documents", "ecabinet", "followup", "meetings"]
