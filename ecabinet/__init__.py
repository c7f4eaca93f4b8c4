"""E-cabinet: the platform every feature stands on."""
