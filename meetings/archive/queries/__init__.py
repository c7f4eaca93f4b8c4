"""What goes into an archive, and how far one is."""
