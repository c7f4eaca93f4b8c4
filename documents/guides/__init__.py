"""The quick guide of each role: one page of A4, set by a child from the words of the help."""
