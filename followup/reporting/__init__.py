"""Reports on tasks, defined by the office: previewed live, frozen for a period, issued."""
