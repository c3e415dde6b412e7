"""Where the sample plan lies: in a folder among the temporary ones, by which it is recognised."""

import atexit
import shutil
import tempfile
from pathlib import Path
from typing import Final

from planner.config.text import tr
from planner.domain.errors import LibraryError

PREFIX: Final = "planner-sample-"


def sample_folder() -> Path:
    """A new private folder for a sample plan, which goes when the process ends. Raises LibraryError."""
    try:
        folder = tempfile.mkdtemp(prefix=PREFIX)
    except OSError as error:
        raise LibraryError(
            tr(
                "The sample plan cannot be made in the folder for temporary files ({reason}). Make room there.",
                reason=error.strerror or error,
            )
        ) from error
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def is_sample(path: Path) -> bool:
    """Whether a plan file is a sample, of which nothing is kept."""
    return path.parent.name.startswith(PREFIX) and path.parent.parent == Path(tempfile.gettempdir())
