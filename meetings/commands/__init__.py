"""What can be done in meetings: one verb per function, one flow per file."""
