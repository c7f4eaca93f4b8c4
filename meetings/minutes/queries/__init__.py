"""What is asked of minutes."""
