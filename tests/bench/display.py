"""The virtual display that everything is measured on, of the size that the design names."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WIDTH, HEIGHT = 1600, 1000


@contextmanager
def display(pixels: Path | None = None) -> Iterator[str]:
    """Gives its name. The pixels lie in the file ``Xvfb_screen0`` of the folder ``pixels``, if one is given."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"]
    command += ["-noreset", *(() if pixels is None else ("-fbdir", str(pixels)))]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader) as answers:
            number = answers.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()
