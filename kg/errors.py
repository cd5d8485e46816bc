"""The errors that a user can meet, each with its exit status (contract: 1 refused or not conforming, 2 could not run).

A message names the value, what would be right, and the next step.
"""


class KgError(Exception):
    """Base of all errors that kg raises on purpose; printed as one line, without a traceback."""

    exit_status = 2


class InputError(KgError):
    """An article, record or file that can't be read: the rest of the batch goes on, and the run ends with 1."""

    exit_status = 1

    def __init__(self, origin: str, problem: str, advice: str = "") -> None:
        self.origin = origin
        super().__init__(f"{origin}: {problem}" + (f". {advice}" if advice else ""))


class UsageError(KgError):
    """A wrong option, parameter, name or date on the command line."""


class Refused(UsageError):  # noqa: N818 - says what became of it
    """A query that may not be asked here: an update, or one that would ask another machine."""


class StoreError(KgError):
    """The store can't be opened, or another process writes to it."""


class ModelError(KgError):
    """No such model, or its folder can't be used."""


class LexiconError(KgError):
    """An entry of the linguistic data that breaks its schema; the message names the file and the entry."""


class Neo4jError(KgError):
    """Neo4j can't be reached, refuses the password, or can't be started."""


class NotConforming(KgError):  # noqa: N818 - says what the data are
    """Data that break a shape: nothing of that article is stored."""

    exit_status = 1
