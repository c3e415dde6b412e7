"""The one way to files that ship with the program: templates, icons, fonts, translations, the guide."""

import sys
from functools import cache
from pathlib import Path


@cache
def resource_root() -> Path:
    """The ``resources`` folder of this very installation: frozen bundle, wheel or source tree.

    Raises:
        FileNotFoundError: there is none, so the installation is incomplete.
    """
    package = Path(__file__).resolve().parents[1]
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller: the folder that holds the bundle's data
    places = [Path(bundle) / "resources"] if bundle else [package / "resources", package.parent / "resources"]
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"Planner's own files are missing from {places[0]}: install the program again.")


def resource(*parts: str) -> Path:
    """The path of a shipped file, named from the ``resources`` folder on: ``resource("icons", "board.svg")``.

    The path is not checked, since asking for an optional file (a translation) is no error.

    Raises:
        FileNotFoundError: the ``resources`` folder itself is missing.
    """
    return resource_root().joinpath(*parts)


def guide(*parts: str) -> Path:
    """The path of a file of the guide, named from the documentation's folder on: ``guide("guide", "home.md")``.

    The path is not checked.

    Raises:
        FileNotFoundError: the ``resources`` folder itself is missing.
    """
    shipped = resource("docs")
    folder = shipped if shipped.is_dir() else resource_root().parent / "docs"
    return folder.joinpath(*parts)
