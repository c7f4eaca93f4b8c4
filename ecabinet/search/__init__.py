"""Finding: the index kept true by the worker, the page and the operation that ask it."""
