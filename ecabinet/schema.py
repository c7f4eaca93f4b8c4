"""Every table of the product, for migrations and for tests of migrations."""

import documents.models
import ecabinet.accounts.models
import ecabinet.accounts.single_sign_on.models
import ecabinet.catalogues.models
import ecabinet.core.audit
import ecabinet.core.deputies
import ecabinet.core.notices
import ecabinet.core.outbox
import ecabinet.core.receipts
import ecabinet.notifications.models
import followup.models
import meetings.models
from ecabinet.core.db import Base

__all__ = ["Base", "documents", "ecabinet", "followup", "meetings"]
