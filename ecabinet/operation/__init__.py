"""What an operator does with an installation: back up, restore, look after. No feature."""
