"""Which way a notice takes: as chosen for its kind, else for its topic, else the default."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ecabinet.notifications.kinds import topic_of, weight_of
from ecabinet.notifications.states import DEFAULTS, FIXED, WEIGHED, Channel, Topic


@dataclass(frozen=True)
class Wishes:
    """What one person has chosen, by topic and by kind; what is left out follows the defaults."""

    topics: Mapping[str, Channel] = field(default_factory=dict)
    kinds: Mapping[str, Channel] = field(default_factory=dict)

    def of_topic(self, topic: Topic) -> Channel:
        """Return the way of a topic as such."""
        return DEFAULTS[topic] if topic in FIXED else self.topics.get(topic, DEFAULTS[topic])

    def followed(self, kind: str) -> Channel:
        """Return the way of a kind for which nothing is chosen: as its topic and weight say."""
        chosen = self.of_topic(topic_of(kind))
        return WEIGHED.get((weight_of(kind), chosen), chosen)

    def of_kind(self, kind: str) -> Channel:
        """Return the way a notice of this kind takes."""
        if topic_of(kind) in FIXED:
            return self.followed(kind)
        return self.kinds.get(kind) or self.followed(kind)
