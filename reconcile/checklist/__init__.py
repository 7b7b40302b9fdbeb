"""The checklist: what of the items that have to be published is there (``lexicons/disclosure.csv`` says which).

``reading`` finds words and amounts in a document, ``engine`` goes through the items.
"""

from .engine import Entry, gone_through, told
from .words import inner

__all__ = ["Entry", "gone_through", "inner", "told"]
