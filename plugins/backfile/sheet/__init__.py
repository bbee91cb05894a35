"""The sheet: the archive's metadata as a table for a spreadsheet, and what a person changed in it back."""
