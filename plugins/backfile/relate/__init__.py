"""Relating: finds which articles print one delivery of copy, and which tell one running story."""
