"""What is done with official documents and with keys to sign."""
