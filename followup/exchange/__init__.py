"""What people say to each other about a task: messages, questions, notes to the issuer, files."""
