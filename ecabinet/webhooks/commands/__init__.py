"""Changes to receivers, and the life of what is sent to them."""
