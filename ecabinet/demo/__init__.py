"""The sample office of `ecabinet demo`: invented people around the directives of a real article.

Everything is made through the same commands as in a real office, at earlier moments of a clock
that the demo sets, so that history, audit log and streams are as they would be.
"""
