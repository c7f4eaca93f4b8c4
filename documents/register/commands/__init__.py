"""What is done with the register: one verb per function."""
