"""What is asked about the first tour."""
