"""Normalising: from a Document to an Article, by one ordered list of rules."""
