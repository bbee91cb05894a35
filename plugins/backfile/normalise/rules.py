"""The rules, in the order in which they run: an earlier rule's word on a field or a span of text stands.

Each entry is a rule's name, as the account shows it, and its function; the function lives in the file of that name.
"""

from __future__ import annotations

from backfile.normalise.article_body import article_body
from backfile.normalise.authors import authors
from backfile.normalise.byline import byline
from backfile.normalise.corrected import corrected
from backfile.normalise.correction import correction
from backfile.normalise.dateline import dateline
from backfile.normalise.declared import declared
from backfile.normalise.draft import Rule
from backfile.normalise.figures import figures
from backfile.normalise.headline import headline
from backfile.normalise.kill import kill
from backfile.normalise.language import language
from backfile.normalise.mentioned import mentioned
from backfile.normalise.noted import noted
from backfile.normalise.outlet_in_chrome import outlet_in_chrome
from backfile.normalise.page_body import page_body
from backfile.normalise.page_head import page_head
from backfile.normalise.page_text import page_text
from backfile.normalise.pasted_chrome import pasted_chrome
from backfile.normalise.pasted_date import pasted_date
from backfile.normalise.pasted_end_byline import pasted_end_byline
from backfile.normalise.pasted_export import pasted_export
from backfile.normalise.pasted_headline import pasted_headline
from backfile.normalise.pasted_picture import pasted_picture
from backfile.normalise.pasted_source import pasted_source
from backfile.normalise.pasted_standfirst import pasted_standfirst
from backfile.normalise.pasted_subheads import pasted_subheads
from backfile.normalise.promo import promo
from backfile.normalise.published import published
from backfile.normalise.region import region
from backfile.normalise.sign_off import sign_off
from backfile.normalise.standfirst import standfirst
from backfile.normalise.stated_body import stated_body
from backfile.normalise.stated_byline import stated_byline
from backfile.normalise.stated_credit_line import stated_credit_line
from backfile.normalise.stated_dateline import stated_dateline
from backfile.normalise.stated_dates import stated_dates
from backfile.normalise.stated_doubts import stated_doubts
from backfile.normalise.stated_extra import stated_extra
from backfile.normalise.stated_identity import stated_identity
from backfile.normalise.stated_places import stated_places
from backfile.normalise.stated_words import stated_words
from backfile.normalise.tags import tags
from backfile.normalise.told_parts import told_parts
from backfile.normalise.told_pictures import told_pictures
from backfile.normalise.truncated import truncated
from backfile.normalise.without_text import without_text

RULES: tuple[tuple[str, Rule], ...] = (
    ("noted", noted),
    ("language", language),
    ("stated_words", stated_words),
    ("stated_identity", stated_identity),
    ("stated_dates", stated_dates),
    ("stated_byline", stated_byline),
    ("stated_places", stated_places),
    ("pasted_export", pasted_export),
    ("told_parts", told_parts),
    ("told_pictures", told_pictures),
    ("pasted_source", pasted_source),
    ("pasted_chrome", pasted_chrome),
    ("promo", promo),
    ("outlet_in_chrome", outlet_in_chrome),
    ("pasted_date", pasted_date),
    ("pasted_headline", pasted_headline),
    ("page_body", page_body),
    ("headline", headline),
    ("declared", declared),
    ("published", published),
    ("correction", correction),
    ("kill", kill),
    ("authors", authors),
    ("standfirst", standfirst),
    ("figures", figures),
    ("page_head", page_head),
    ("byline", byline),
    ("stated_credit_line", stated_credit_line),
    ("stated_dateline", stated_dateline),
    ("pasted_picture", pasted_picture),
    ("pasted_end_byline", pasted_end_byline),
    ("sign_off", sign_off),
    ("pasted_standfirst", pasted_standfirst),
    ("dateline", dateline),
    ("pasted_subheads", pasted_subheads),
    ("article_body", article_body),
    ("stated_body", stated_body),
    ("truncated", truncated),
    ("page_text", page_text),
    ("without_text", without_text),
    ("region", region),
    ("mentioned", mentioned),
    ("tags", tags),
    ("corrected", corrected),
    ("stated_extra", stated_extra),
    ("stated_doubts", stated_doubts),
)
