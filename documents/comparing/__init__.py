"""Compares the words of two versions, in a process of its own: a long text takes seconds."""
