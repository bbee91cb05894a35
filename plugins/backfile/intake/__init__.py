"""Intake: one run from inbox/ through captures/ to content/; the only writer of content/ and media/."""
