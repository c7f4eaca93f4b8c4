"""What changes a catalogue, one flow a file."""
