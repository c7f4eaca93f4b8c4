"""What is shown of written opinions."""
