"""The file of a meeting that is over: one ZIP of all its reader may take along."""
