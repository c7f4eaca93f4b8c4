"""What can be done to directives and tasks: one flow per file."""
