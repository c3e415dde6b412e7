"""The errors that a person may see: each message is one whole sentence that says what, where and what to do next."""


class PlannerError(Exception):
    """Base of every error whose text is shown to the person as it stands."""


class InvalidInputError(PlannerError):
    """What was typed or passed cannot be understood or is impossible."""


class NotFoundError(PlannerError):
    """The thing that was named is not in the library."""


class ConflictError(PlannerError):
    """Another program changed the same rows; nothing was overwritten."""


class LibraryError(PlannerError):
    """The library file cannot be opened, read or written."""


class LibraryBusyError(LibraryError):
    """Another program holds the write lock; trying again may succeed."""


class ExchangeError(PlannerError):
    """A file that enters or leaves the library cannot be read or written."""
