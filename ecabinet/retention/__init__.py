"""How long what is only needed for a while is kept, and what is never wiped."""
