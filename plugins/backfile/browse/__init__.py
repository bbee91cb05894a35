"""Browsing: lists of articles by date, region, agency, staff, tag, outlet and author, and the front page."""
