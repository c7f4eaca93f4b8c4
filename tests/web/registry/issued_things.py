"""An official document that An issued, and a key of An's, with the names of their ids."""

from typing import Any

from documents.issuing.keeping import take_key
from documents.issuing.sources import OfficialKind
from ecabinet.platform import Platform
from tests import keys
from tests.gatherings import Gathering
from tests.papers_issued import Issued
from tests.web.registry.names import AN


def official_things(gathering: Gathering, platform: Platform) -> dict[str, Any]:
    """Return the ids of a document that waits for An's signature, and of a key."""
    issued = Issued(platform, gathering)
    actor = gathering.as_actor(AN)
    kept = take_key(platform, actor, keys.key_file(actor.name), keys.PIN)
    return {"official_id": issued.ready(OfficialKind.INVITATION), "key_id": kept.id}
