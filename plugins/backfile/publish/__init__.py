"""Publishing: JSON-LD, sitemap, robots.txt, redirects, and the page for what is not found."""
