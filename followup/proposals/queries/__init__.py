"""What is asked of proposals."""
