"""Parts of accounts, each alone."""
