"""What can be done with notices, choices and mail."""
