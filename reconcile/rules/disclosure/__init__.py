"""What has to be published (R7xx): the rows of ``lexicons/disclosure.csv`` are the rules, one engine goes through them
(`reconcile.checklist`), and three codes tell what it did not find."""

from . import incomplete, tables, text

RULES = (tables, text, incomplete)

__all__ = ["RULES"]
