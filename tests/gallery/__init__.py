"""`make screens`: pictures of the sample office for docs/screens.md, by one command."""
