"""What is done with slips: one verb per function."""
