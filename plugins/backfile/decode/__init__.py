"""Decoding: from a capture's bytes to a Document, one file per format."""
