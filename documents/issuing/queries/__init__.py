"""Official documents and keys as readers see them."""
