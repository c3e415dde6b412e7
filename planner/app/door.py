"""What comes to a window from outside: the files that its start named, and second starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from planner.app.arrivals import Arrivals
    from planner.app.listening import Listening
    from planner.app.one_window import Claim
    from planner.ui.shell.window import MainWindow


class Door:
    """Open once the window has settled, until :meth:`close`."""

    def __init__(self, window: MainWindow, claim: Claim | None, words: Sequence[str] = ()) -> None:
        self._window = window
        self._claim = claim
        self._words = tuple(words)
        self._arrivals: Arrivals | None = None
        self._listening: Listening | None = None
        if claim is not None or words:
            window.settled.connect(self._open)

    def _open(self) -> None:
        from planner.app.arrivals import Arrivals

        self._arrivals = Arrivals(self._window)
        if self._claim is not None:
            from planner.app.listening import Listening

            self._listening = Listening(self._claim, self._window)
            self._listening.requested.connect(self._arrivals.take_request)
        self._arrivals.take(self._words)

    def close(self) -> None:
        """Nothing comes in any more."""
        if self._listening is not None:
            self._listening.close()
        if self._arrivals is not None:
            self._arrivals.stop()


class Place:
    """The library whose window this process is, and the claim to that; None where windows are not shared."""

    def __init__(self, library: Path, claim: Claim | None) -> None:
        self._library = library
        self.claim = claim

    def move_to(self, library: Path) -> bool:
        """Be the window of a library from now on; False if another process is, whose window comes forward.

        One that is and does not answer keeps nobody out: two windows on a library harm nothing.
        """
        if self.claim is None or library == self._library:
            return True
        from planner.app.one_window import Claim, Unanswered, claim_or_hand_over

        self.claim.release()
        self._library = library
        claim = claim_or_hand_over(library, (), patience=2)
        self.claim = Claim() if isinstance(claim, Unanswered) else claim
        return self.claim is not None

    def leave(self) -> None:
        """Let the next start be the window."""
        if self.claim is not None:
            self.claim.release()
