"""Official documents: drafted from what stands in the product, numbered, signed, superseded."""
