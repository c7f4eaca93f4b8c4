"""Who may ask who may do what."""

from ecabinet.core.permissions import Permission, Predicate, is_administrator


class RightsPermission(Permission):
    """What can be asked about rights."""

    READ = "rights:read"


POLICIES: dict[RightsPermission, Predicate] = {RightsPermission.READ: is_administrator}
