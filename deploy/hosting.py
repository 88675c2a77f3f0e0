"""What the scripts of this folder share: the settings file, the service's user, folders, services, one run at a time."""

import fcntl
import grp
import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit, urlunsplit

CLONE = Path(__file__).resolve().parent.parent
SETTINGS_FILE = Path(os.environ.get("PARCOURS_SETTINGS_FILE") or "/etc/parcours.env")
SERVICE_USER = "parcours"
PROXY_GROUP = "parcours-web"  # the proxy is in it: it reads static/ and media/, and passes through what leads there
READ_BY_THE_PROXY = ("static", "media")
SERVICES = ("parcours", "parcours-worker")


class HostError(Exception):
    """Its text is for the host, in French; the script ends with it and the exit code 1."""


def stop(text: str) -> NoReturn:
    print(text, file=sys.stderr, flush=True)
    sys.exit(1)


def say(text: str) -> None:
    print(text, flush=True)


def read_settings(path: Path = SETTINGS_FILE) -> dict[str, str]:
    """
    The variables of `/etc/parcours.env` as systemd reads them, so that a script and the service see the same.

    One `NAME=value` a line; nothing is expanded; quotes around a whole value are taken off. A shell would stop at an
    apostrophe and cut at a space.
    """
    if not path.exists():
        return {}
    try:
        text = path.read_text(encoding="utf-8")
    except PermissionError as error:
        raise HostError(f"{path} n’est pas lisible par ce compte.") from error
    found = {}
    for line in text.splitlines():
        name, equals, value = line.strip().partition("=")
        if equals and name[:1] not in "#;":
            found[name.strip()] = _unquoted(value.strip())
    return found


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1]
    return value


def environment() -> dict[str, str]:
    """What is set already wins: a script that is started by its unit gets the file from systemd."""
    own = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
    return own | read_settings() | dict(os.environ) | {"DJANGO_SETTINGS_MODULE": "config.settings.base"}


def data_folder(values: Mapping[str, str]) -> Path:
    return Path(values.get("PARCOURS_VAR") or CLONE / "var")


def without_password(address: str) -> tuple[str, dict[str, str]]:
    """The address of a PostgreSQL for a command line, which every user of the machine can read, and what it hides."""
    parts = urlsplit(address)
    if parts.password is None:
        return address, {}
    user, _, _ = parts.netloc.rpartition("@")
    name = user.split(":")[0]
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{name}@{host}")), {"PGPASSWORD": unquote(parts.password)}


class Account:
    """Who does the work: the service's user when root started the script, otherwise whoever did."""

    def __init__(self, name: str = SERVICE_USER) -> None:
        self.name = ""
        if os.geteuid() == 0:
            try:
                self.name = pwd.getpwnam(name).pw_name
            except KeyError as error:
                raise HostError(f"Le compte {name} n’existe pas : suivez docs/how-to/deploy.md.") from error

    def run(self, command: Sequence[str | Path], cwd: Path, values: Mapping[str, str]) -> None:
        """Raises `HostError` with the command that did not succeed; its messages have been shown."""
        sys.stdout.flush()
        words = [*map(str, command)]
        code = subprocess.run(words, cwd=cwd, env=dict(values), check=False, umask=0o027, **self.identity()).returncode
        if code:
            raise HostError(f"Cette commande a échoué (code {code}) : {' '.join(words)}")

    def lay_folders(self, var: Path) -> None:
        """Nothing to do where one account does everything."""
        if self.name:
            lay_folders(var, self.name, PROXY_GROUP if _has_group(PROXY_GROUP) else self.name)

    def identity(self) -> dict[str, Any]:
        """What `subprocess` takes to become this account."""
        if not self.name:
            return {}
        entry = pwd.getpwnam(self.name)
        groups = os.getgrouplist(self.name, entry.pw_gid)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": groups}


def _has_group(name: str) -> bool:
    try:
        return bool(grp.getgrnam(name))
    except KeyError:
        return False


class Services:
    """The site and its worker, by systemd or by another program that takes `stop`, `start` and `restart`."""

    def __init__(self, program: str = "") -> None:
        has_systemd = Path("/run/systemd/system").is_dir() and shutil.which("systemctl") and os.geteuid() == 0
        self.program = program or ("systemctl" if has_systemd else "")

    def ask(self, verb: str, *services: str) -> None:
        if not self.program:
            say(f"  À faire à la main, systemd n’est pas là : {verb} {' '.join(services or SERVICES)}")
            return
        code = subprocess.run([self.program, verb, *(services or SERVICES)], check=False).returncode
        if code:
            raise HostError(f"Les services n’obéissent pas : {self.program} {verb} {' '.join(services or SERVICES)}")


@contextmanager
def alone(folder: Path, what: str) -> Iterator[None]:
    """One run at a time; a signal to stop goes through the `finally` of what is under way."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f".{what}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise HostError("Une autre exécution de cette commande est en cours.") from error
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, _interrupt)
        yield


def _interrupt(number: int, _frame: object) -> NoReturn:
    raise HostError(f"Interrompu par le signal {signal.Signals(number).name}.")


def lay_folders(var: Path, user: str, group: str = PROXY_GROUP) -> None:
    """
    Who may read what. Run as root; what was written there before is put right.

    Others pass nowhere. The proxy's group passes through `var` without listing it, and reads `static` and `media`:
    what is made in these inherits the group (setgid), whatever its umask lets out.
    """
    owner = pwd.getpwnam(user)
    readers = grp.getgrnam(group).gr_gid
    var.mkdir(parents=True, exist_ok=True)
    _own(var, owner.pw_uid, readers, 0o710)
    for path in var.iterdir():
        if path.name in READ_BY_THE_PROXY:
            continue
        for found in (path, *path.rglob("*")):
            _own(found, owner.pw_uid, owner.pw_gid, 0o750 if found.is_dir() else 0o640)
    for name in READ_BY_THE_PROXY:
        (var / name).mkdir(exist_ok=True)
        for found in (var / name, *(var / name).rglob("*")):
            _own(found, owner.pw_uid, readers, 0o2750 if found.is_dir() else 0o640)


def _own(path: Path, owner: int, group: int, mode: int) -> None:
    os.chown(path, owner, group, follow_symlinks=False)
    if not path.is_symlink():
        path.chmod(mode)
