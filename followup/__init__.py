"""Follow-up: directives, the tasks drawn from them, reports, evaluation, and the whole picture."""
