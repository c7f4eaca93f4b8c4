"""Changes to checks and files of the audit log, and that it was read."""
