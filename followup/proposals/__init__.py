"""Proposals (đề xuất, kiến nghị): from the bottom up, until they are decided and become work."""
