"""People, units, the offices they hold, and how they sign in."""
