"""What pages and operations show of the register."""
