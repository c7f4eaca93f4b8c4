"""What is done with circulation ballots."""
