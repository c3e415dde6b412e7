"""Where things lie on this machine: the plan file, the data, configuration and log folders.

Environment variables come first, for tests, for portable installations and for scripts:
``PLANNER_LIBRARY`` (a plan file), ``PLANNER_DATA_DIR`` and ``PLANNER_CONFIG_DIR`` (folders).
"""

import errno
import os
from pathlib import Path

import platformdirs

from planner.config.files import make_private_folder

APP_NAME = "planner-desktop"
LIBRARY_NAME = "planner.db"


def expanded(written: str) -> Path:
    """The absolute path that a person wrote, ``~`` standing for a home folder; nothing needs to be there.

    Raises:
        OSError: there is no such home folder, or no file can have this name.
    """
    try:
        path = Path(written).expanduser().absolute()
        path.lstat()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return path
    except RuntimeError as error:
        raise FileNotFoundError(errno.ENOENT, "there is no such home folder", written) from error
    except ValueError as error:  # such as half a surrogate pair
        raise OSError(errno.EINVAL, "no file can have this name", written) from error
    return path


def data_dir() -> Path:
    """The folder of the plan file and its backups, created for the owner alone when it is missing.

    Raises:
        OSError: it cannot be created.
    """
    return _folder("PLANNER_DATA_DIR", platformdirs.user_data_dir(APP_NAME, appauthor=False))


def config_dir() -> Path:
    """The folder of the machine's settings, created for the owner alone when it is missing.

    Raises:
        OSError: it cannot be created.
    """
    return _folder("PLANNER_CONFIG_DIR", platformdirs.user_config_dir(APP_NAME, appauthor=False))


def log_dir() -> Path:
    """The folder of log files: ``log`` inside the configuration folder, so that one variable moves both.

    Raises:
        OSError: it cannot be created.
    """
    return make_private_folder(config_dir() / "log", tighten=True)


def default_library() -> Path:
    """The plan file that is meant when none is named; it need not exist, nor does its folder if the variable names it.

    Raises:
        OSError: the data folder cannot be created, or no file can have the name that the variable gives.
    """
    named = os.environ.get("PLANNER_LIBRARY", "")
    if named:
        return expanded(named)
    return usual_library()


def usual_library() -> Path:
    """The plan file of this machine, whatever the environment names; it need not exist.

    Raises:
        OSError: the data folder cannot be created.
    """
    return data_dir() / LIBRARY_NAME


def _folder(variable: str, usual: str) -> Path:
    named = os.environ.get(variable, "")
    if named:
        return make_private_folder(expanded(named))
    return make_private_folder(Path(usual), tighten=True)
