"""Prepare the environment of this site on the first run, then show the site in the browser.

    python3 start.py          live preview of the site in this folder
    python3 start.py build    any words go on to `pelicasso`, run in this folder: build, check, new ...

Standard library only, and the syntax of Python 3.6: an old Python gets a sentence instead of a SyntaxError.
"""

import contextlib
import hashlib
import importlib.util
import locale
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

SITE = Path(__file__).resolve().parent
OLDEST = (3, 11)
WINDOWS = os.name == "nt"
NO_NETWORK = re.compile("connection broken|connection error|(Failed|Unable) to connect|unreachable|timed out", re.I)
MESSAGES = {
    "installing": (
        "Installation dans {folder} (une minute ou deux, cette fois seulement)",
        "Installing into {folder} (a minute or two, just this once)",
    ),
    "python_old": (
        "Python {found} est trop ancien : installez Python 3.11 ou plus récent (https://www.python.org/downloads/).",
        "Python {found} is too old: install Python 3.11 or newer (https://www.python.org/downloads/).",
    ),
    "venv_missing": (
        "Il manque à Python son module venv : installez-le (Debian, Ubuntu : sudo apt install {package}).",
        "Python lacks its venv module: install it (Debian, Ubuntu: sudo apt install {package}).",
    ),
    "no_network": (
        "Rien n'a pu être téléchargé : vérifiez la connexion à internet, puis recommencez.",
        "Nothing could be downloaded: check the connection to the internet, then try again.",
    ),
    "failed": (
        "L'installation a échoué : les lignes ci-dessus disent pourquoi, {log} dit tout.",
        "The installation failed: the lines above say why, {log} says all.",
    ),
    "not_an_environment": (
        "« {folder} » n'est pas un environnement Python : renommez ce dossier, puis recommencez.",
        "'{folder}' is not a Python environment: rename this folder, then try again.",
    ),
    "machine": (
        "« {place} » ne peut être lu ou écrit ({reason}).",
        "'{place}' cannot be read or written ({reason}).",
    ),
}


class StartError(Exception):
    """What keeps a site from starting: `code` names the sentence, `values` fill it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def system_language(environ: "dict[str, str]") -> str:
    """`en` where the system speaks another language than French, else `fr`."""
    names = [environ.get(key, "") for key in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    names += [locale.getlocale()[0] or ""] if WINDOWS else []
    spoken = [name for name in names if name.split(".")[0] not in ("", "C", "POSIX")]
    return "en" if spoken and not spoken[0].lower().startswith("fr") else "fr"


def say(language: str, code: str, **values: object) -> None:
    print(MESSAGES[code][language == "en"].format(**values), file=sys.stderr, flush=True)


def check_python(version: "tuple[int, ...]") -> None:
    if version[:2] < OLDEST:
        raise StartError("python_old", found="{}.{}".format(*version))


def wait_for_lock(descriptor: int) -> None:
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)
        return
    import msvcrt

    while True:
        with contextlib.suppress(OSError):  # Windows gives up after ten seconds.
            msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
            return


class Environment:
    """A virtual environment and what pip is asked to put into it; made, completed or mended only when needed.

    `asked` holds pip's words; a change of the file `source` asks for a new installation. The stamp is written
    last: an environment of ours without it was left half-made.
    """

    def __init__(self, folder: Path, source: Path, asked: "list[str]", language: str) -> None:
        self.folder, self.source, self.asked, self.language = folder, source, asked, language
        self.stamp, self.lock, self.log = (folder / ("pelicasso." + end) for end in ("stamp", "lock", "log"))
        self.base = "{}.{} {!a}\n".format(*sys.version_info[:2], str(folder))
        self.wanted = self.base + hashlib.sha256(source.read_bytes()).hexdigest() + "\n" + " ".join(asked)

    def program(self, name: str) -> Path:
        return self.folder / ("Scripts" if WINDOWS else "bin") / (name + ".exe" if WINDOWS else name)

    def prepare(self) -> None:
        if not self.is_ready():
            say(self.language, "installing", folder=self.folder)
            self.adopt()
            self.folder.mkdir(exist_ok=True)
            with self.alone():
                self.complete()

    def complete(self) -> None:
        if self.is_ready():
            return
        if not (self.stamped().startswith(self.base) and self.works()):
            self.make()
        self.install()

    def is_ready(self) -> bool:
        # What was asked may be the less: `-e .[tests]` holds `-e .`.
        return self.stamped().startswith(self.wanted) and self.has_python() and self.program("pelicasso").exists()

    def stamped(self) -> str:
        return self.stamp.read_text() if self.stamp.exists() else ""

    def has_python(self) -> bool:
        config = self.folder / "pyvenv.cfg"
        home = re.search("^home *= *(.+)$", config.read_text(encoding="utf-8"), re.M) if config.exists() else None
        return home is not None and Path(home.group(1)).exists() and self.program("python").exists()

    def works(self) -> bool:
        probe = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
        with contextlib.suppress(OSError):
            return self.run(self.program("python"), "-Ic", probe)[0] == 0
        return False

    def adopt(self) -> None:
        """Accept an environment that someone else made, where it works; leave any other folder alone."""
        if self.lock.exists() or not self.folder.exists() or not any(self.folder.iterdir()):
            return
        if not (self.folder / "pyvenv.cfg").exists():
            raise StartError("not_an_environment", folder=self.folder)
        if self.works():
            self.stamp.write_text(self.base)

    @contextlib.contextmanager
    def alone(self) -> "Iterator[None]":
        """Keep other runs waiting, also while a pip goes on whose parent was killed: it inherits the lock."""
        with self.lock.open("a") as file:
            os.set_inheritable(file.fileno(), True)
            wait_for_lock(file.fileno())
            yield

    def make(self) -> None:
        if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
            raise StartError("venv_missing", package="python{}.{}-venv".format(*sys.version_info))
        for child in self.folder.iterdir():
            if child.is_dir() and not child.is_symlink():
                shutil.rmtree(child)
            elif child != self.lock:
                child.unlink()
        # The running Python may have stood in the folder just emptied.
        python = getattr(sys, "_base_executable", None) or sys.executable
        self.check(*self.run(python, "-Im", "venv", self.folder))

    def install(self) -> None:
        before = self.stamped() or self.base
        self.stamp.unlink(missing_ok=True)
        words = ["install", "--disable-pip-version-check", "--no-input", *self.asked]
        code, output = self.run(self.program("python"), "-Im", "pip", *words)
        if code and "Installing collected packages" not in output:
            self.stamp.write_text(before)
        self.check(code, output)
        self.stamp.write_text(self.wanted)

    def run(self, *command: "str | Path") -> "tuple[int, str]":
        """The exit code and the output, which is also kept in the log."""
        done = subprocess.run(
            command,
            cwd=self.source.parent,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            errors="replace",
            close_fds=False,
        )
        self.log.write_text(done.stdout + done.stderr, encoding="utf-8")
        return done.returncode, done.stdout + done.stderr

    def check(self, code: int, output: str) -> None:
        if code and NO_NETWORK.search(output):
            raise StartError("no_network")
        if code:
            print(*output.splitlines()[-8:], sep="\n", file=sys.stderr)
            raise StartError("failed", log=self.log)


def site_environment(language: str) -> Environment:
    """In a checkout of Pelicasso what is checked out, elsewhere the version that the site pins."""
    checkout = SITE.parent / "pyproject.toml"
    if checkout.exists() and '\nname = "pelicasso"\n' in checkout.read_text(encoding="utf-8"):
        return Environment(checkout.parent / ".venv", checkout, ["-e", "."], language)
    return Environment(SITE / ".venv", SITE / "requirements.txt", ["-r", "requirements.txt"], language)


def launch(command: "list[str]") -> int:
    print(*command, file=sys.stderr, flush=True)
    if not WINDOWS:
        os.execv(command[0], command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the program's to answer.
    return subprocess.call(command)


def guarded(action: "Callable[[], int]", language: str) -> int:
    """The exit code of `action`; what keeps it from running is told in one sentence."""
    try:
        check_python(sys.version_info[:2])
        return action()
    except StartError as error:
        say(language, error.code, **error.values)
    except OSError as error:
        say(language, "machine", place=error.filename or SITE, reason=error.strerror)
    except KeyboardInterrupt:
        return 130
    return 3


def start(words: "list[str]", language: str) -> int:
    environment = site_environment(language)
    environment.prepare()
    os.chdir(SITE)
    return launch([str(environment.program("pelicasso")), *(words or ["serve", str(SITE), "--open"])])


if __name__ == "__main__":
    tongue = system_language(dict(os.environ))
    sys.exit(guarded(lambda: start(sys.argv[1:], tongue), tongue))
