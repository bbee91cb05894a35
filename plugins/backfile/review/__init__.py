"""Review: what is uncertain across the archive, and which answer would settle it everywhere."""
