"""Front matter: an Article as one Markdown file, YAML above and the body below, and back again.

The fields and their forms: docs/front-matter.md.
"""

from __future__ import annotations

from backfile.frontmatter.amend import amended
from backfile.frontmatter.merge import Difference, differences, merged
from backfile.frontmatter.read import Located, Problem, locate, problem_of, problems, read, split
from backfile.frontmatter.write import write

__all__ = [
    "Difference",
    "Located",
    "Problem",
    "amended",
    "differences",
    "locate",
    "merged",
    "problem_of",
    "problems",
    "read",
    "split",
    "write",
]
