"""The audit log as pages, files and the API show it."""
