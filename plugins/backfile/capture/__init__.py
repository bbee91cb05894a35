"""Captures: what was received, kept as it came."""
