"""Events told to other systems: who receives which, signed, tried again, and written down."""
