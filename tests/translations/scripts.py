"""The scripts of packaging/ that know messages and translations, loaded by their path."""

import importlib.util
import sys
from types import ModuleType

from tests.conftest import ROOT


def script(name: str) -> ModuleType:
    """A script of packaging/ as a module."""
    spec = importlib.util.spec_from_file_location(f"planner_{name}", ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


messages = script("messages")
catalogues = script("catalogues")
