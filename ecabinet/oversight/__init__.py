"""What administrators look into: who may do what and why, and who did what."""
