"""Makes the Debian package of the bundle: ``python packaging/debian/make_deb.py``, after ``make package``.

It needs dpkg-deb and objdump; manual page and icons are made on the way. The same content gives
the same bytes, if SOURCE_DATE_EPOCH says the time of the files. The package is written to ``dist/``.
"""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import planner

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "dist" / "planner"
NAME = "planner-desktop"
MAINTAINER = "Planner contributors <planner-desktop@users.noreply.github.com>"
APP_ID = "io.github.planner_desktop.Planner"
PROGRAM = Path("usr/lib") / NAME
SIZES = (16, 24, 32, 48, 64, 128, 256)
#: Which package holds a library of the system that the bundle leaves to it, such as those of the display's driver.
PACKAGES = {
    **dict.fromkeys(("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libutil.so.1",
                     "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"), "libc6"),
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libdrm.so.2": "libdrm2",
    "libgbm.so.1": "libgbm1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
    "libz.so.1": "zlib1g",
}  # fmt: skip
#: What the bundled libraries read from the system: where fonts are and how keyboards are laid out.
DATA = ("fontconfig-config", "xkb-data")
#: Packages for one of two kinds of display, of which a machine has at least one.
RECOMMENDED = re.compile(r"wayland|drm|gbm|opengl")
EPOCH = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())


def main() -> int:
    """Builds the package and gives the exit code. ``--quick`` compresses less, for a test."""
    level = "-z1" if "--quick" in sys.argv[1:] else "-z6"
    if not (BUNDLE / "planner").exists():
        print(f"{BUNDLE} is missing: run `make package` first.", file=sys.stderr)
        return 1
    work = ROOT / "build" / "debian"
    shutil.rmtree(work, ignore_errors=True)
    tree = work / "tree"
    tree.mkdir(parents=True)
    _program(tree)
    _desktop(tree)
    _documents(tree)
    _control(tree)
    _settle(tree)
    architecture = _asked("dpkg", "--print-architecture")
    package = ROOT / "dist" / f"{NAME}_{planner.__version__}_{architecture}.deb"
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(EPOCH)}
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", level, "--build", str(tree), str(package)]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{package.relative_to(ROOT)}: {package.stat().st_size / 1e6:.1f} MB, {size / 1e6:.1f} MB installed")
    return 0


def _program(tree: Path) -> None:
    shutil.copytree(BUNDLE, tree / PROGRAM, symlinks=True)
    command = tree / "usr/bin/planner"
    command.parent.mkdir(parents=True)
    command.symlink_to(Path("..") / PROGRAM.relative_to("usr") / "planner")


def _desktop(tree: Path) -> None:
    share = tree / "usr/share"
    _copy(ROOT / "packaging" / f"{NAME}.desktop", share / "applications" / f"{NAME}.desktop")
    _copy(ROOT / "packaging" / f"{NAME}.metainfo.xml", share / "metainfo" / f"{APP_ID}.metainfo.xml")
    picture = ROOT / "resources" / "app" / f"{NAME}.svg"
    _copy(picture, share / "icons/hicolor/scalable/apps" / f"{NAME}.svg")
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(picture))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        target = share / f"icons/hicolor/{size}x{size}/apps" / f"{NAME}.png"
        target.parent.mkdir(parents=True)
        if not image.save(str(target)):
            raise OSError(f"{target} cannot be written")


def _documents(tree: Path) -> None:
    documents = tree / "usr/share/doc" / NAME
    _copy(ROOT / "packaging/debian/copyright", documents / "copyright")
    _compressed(documents / "changelog.gz", _changelog())
    page = _asked(sys.executable, str(ROOT / "packaging/man_page.py"), environment={"PYTHONPATH": str(ROOT)})
    _compressed(tree / "usr/share/man/man1/planner.1.gz", page + "\n")
    _copy(ROOT / "packaging/debian/lintian-overrides", tree / "usr/share/lintian/overrides" / NAME)


def _changelog() -> str:
    """What is new in the newest version, in the form of deb-changelog(5)."""
    day = datetime.fromtimestamp(EPOCH, UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    lines = [f"{NAME} ({planner.__version__}) unstable; urgency=low", "", f"  * See {'CHANGELOG.md'} in the source."]
    return "\n".join([*lines, "", f" -- {MAINTAINER}  {day}", ""])


def _control(tree: Path) -> None:
    libraries, libc = _asks_for(tree)
    packages = [f"libc6 (>= {libc})" if package == "libc6" else package for package in _packages(libraries)]
    kilobytes = sum((path.lstat().st_size + 1023) // 1024 for path in tree.rglob("*"))
    fields = (ROOT / "packaging/debian/control").read_text(encoding="utf-8")
    folder = tree / "DEBIAN"
    folder.mkdir()
    (folder / "control").write_text(
        fields.format(
            name=NAME,
            version=planner.__version__,
            architecture=_asked("dpkg", "--print-architecture"),
            maintainer=MAINTAINER,
            size=kilobytes,
            depends=", ".join([*(each for each in packages if not RECOMMENDED.search(each)), *DATA]),
            recommends=", ".join(each for each in packages if RECOMMENDED.search(each)),
        ),
        encoding="utf-8",
    )
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}\n"
        for path in sorted(tree.rglob("*"))
        if path.is_file() and not path.is_symlink() and folder not in path.parents
    ]
    (folder / "md5sums").write_text("".join(sums), encoding="utf-8")


def _asks_for(tree: Path) -> tuple[set[str], str]:
    """The shared libraries that the bundle asks for and does not hold itself, and the oldest GNU libc that will do."""
    held = {path.name for path in (tree / PROGRAM).rglob("*.so*")}
    files = [str(path) for path in (tree / PROGRAM).rglob("*") if path.is_file() and _is_elf(path)]
    said = _asked("objdump", "-p", *files)
    versions = re.findall(r"\bGLIBC_(\d+)\.(\d+)", said)
    newest = max((int(major), int(minor)) for major, minor in versions)
    return set(re.findall(r"NEEDED\s+(\S+)", said)) - held, "{}.{}".format(*newest)


def _packages(libraries: set[str]) -> list[str]:
    """The packages that hold these libraries. Raises RuntimeError for one that is not known here."""
    unknown = sorted(name for name in libraries if name not in PACKAGES)
    if unknown:
        raise RuntimeError(f"name the packages of {', '.join(unknown)} in {Path(__file__).name}")
    return sorted({PACKAGES[name] for name in libraries})


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _settle(tree: Path) -> None:
    """Gives every file the rights and the time that a package has, whatever the builder's mask and clock."""
    for path in (tree, *tree.rglob("*")):
        if path.is_symlink():
            continue
        runs = path.is_dir() or path == tree / PROGRAM / "planner"
        path.chmod(0o755 if runs else 0o644)
        os.utime(path, (EPOCH, EPOCH))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _compressed(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def _asked(*command: str, environment: dict[str, str] | None = None) -> str:
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | (environment or {}))
    return run.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
