"""What part a name has in the account of a fund: its income or expenditure, a total, what is left, from
``lexicons/accounts.csv``."""

from __future__ import annotations

from collections.abc import Iterable

from reconcile.tuples import NamedTuple

WHOLE = "="  # before a word that is the whole name


class Account(NamedTuple):
    """``fund`` is general, fund, capital, insurance or "" where the name does not say; ``side`` 收入, 支出 or "";
    ``role`` own (of the year), total (with all that is added), surplus, opening or closing."""

    fund: str
    side: str
    role: str


class Accounts:
    """Answers for one lexicon. A row names indicators, and the endings or (``=``) the whole of other names."""

    def __init__(self, rows: Iterable[tuple[Account, Iterable[str], Iterable[str]]]) -> None:
        self._of: dict[str, Account] = {}
        self._named: dict[str, Account] = {}
        endings: list[tuple[str, Account]] = []
        for account, indicators, words in rows:
            self._of |= dict.fromkeys(indicators, account)
            self._named |= {w[1:]: account for w in words if w[0] == WHOLE}
            endings += [(w, account) for w in words if w[0] != WHOLE]
        self._endings = sorted(endings, key=lambda e: -len(e[0]))

    def of(self, identity: str, name: str) -> Account | None:
        """The part of what is known by an indicator's id, or else by the ending of its name."""
        if found := self._of.get(identity) or self._named.get(name):
            return found
        return next((account for ending, account in self._endings if name.endswith(ending)), None)
