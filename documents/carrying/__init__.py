"""Where the marks of one version belong in the next: pure, told only words and their places."""
