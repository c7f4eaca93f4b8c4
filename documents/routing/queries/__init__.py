"""What is asked of slips."""
