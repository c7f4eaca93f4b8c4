"""What is done with written opinions."""
