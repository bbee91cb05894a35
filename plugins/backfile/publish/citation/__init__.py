"""Citing an article: as APA, Chicago and MLA print it, and as BibTeX.

The styles are those of the Citation Style Language (CSL). Their processor, citeproc-js, takes milliseconds for an item,
so a build does not ask it: what it says of each shape of item stands in frames.tsv, names.tsv and months.tsv
(bench/make_citation_frames.py asks it), and an article's own values are put in by the same rules. Tests ask it again.
"""
