"""What can be done to papers and marks: one verb per function."""
