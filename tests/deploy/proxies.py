"""The two proxy files of `deploy/`, as they are but for their ports, their folders and their certificate."""

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

DEPLOY = settings.BASE_DIR / "deploy"
HOST = "parcours.example.org"
# The proxies of Debian, wherever they are installed.
PATH = f"{os.environ['PATH']}:/usr/sbin"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def replaced(text: str, changes: dict[str, str]) -> str:
    """Each of the strings is in the file: a test that changes nothing would ask another file than ours."""
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


@dataclass
class Proxy:
    """A started Caddy or nginx; `ask` speaks HTTPS to it under the name of the site."""

    process: subprocess.Popen
    https: int
    http: int
    log: Path

    def connect(self) -> http.client.HTTPConnection:
        context = ssl._create_unverified_context()  # noqa: S323 a certificate of the test, on this machine
        connection = http.client.HTTPConnection("127.0.0.1", self.https, timeout=30)
        plain = socket.create_connection(("127.0.0.1", self.https), timeout=30)
        connection.sock = context.wrap_socket(plain, server_hostname=HOST)
        return connection

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> "Answer":
        return _answer(self.connect(), path, method, body, {"Host": HOST} | headers)

    def ask_plain(self, path: str, host: str) -> "Answer":
        connection = http.client.HTTPConnection("127.0.0.1", self.http, timeout=30)
        return _answer(connection, path, "GET", None, {"Host": host})

    def first_line(self, head: str, body: bytes = b"") -> str:
        """The status line that answers a request whose body does not come whole; empty when the socket is closed."""
        connection = self.connect()
        connection.sock.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)
        try:
            return connection.sock.recv(200).decode().split("\r\n")[0]
        except (ConnectionError, ssl.SSLError):
            return ""
        finally:
            connection.close()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        return self.body.decode()

    def all(self, name: str) -> list[str]:
        return self.headers.get_all(name) or []


def _answer(connection, path: str, method: str, body: bytes | None, headers: dict[str, str]) -> Answer:
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def caddyfile(folder: Path, ports: dict[str, int], var: Path) -> Path:
    options = f"""{{
	admin off
	local_certs
	skip_install_trust
	http_port {ports["http"]}
	https_port {ports["https"]}
	storage file_system {folder}/caddy
"""
    text = (DEPLOY / "Caddyfile").read_text()
    text = replaced(
        text,
        {
            "{\n\tservers {\n": options + "\tservers {\n",
            "read_body 30m": "read_body 4s",
            "127.0.0.1:8000": f"127.0.0.1:{ports['site']}",
            "/srv/parcours/var": str(var),
        },
    )
    path = folder / "Caddyfile"
    path.write_text(text)
    return path


def nginx_conf(folder: Path, ports: dict[str, int], var: Path) -> Path:
    make_certificate(folder)
    text = (DEPLOY / "nginx.conf").read_text()
    site = replaced(
        text,
        {
            "listen 80;": f"listen {ports['http']};",
            "    listen [::]:80;\n": "",
            "listen 443 ssl": f"listen {ports['https']} ssl",
            "    listen [::]:443 ssl http2;\n": "",
            "client_body_timeout 20s": "client_body_timeout 4s",
            "/etc/letsencrypt/live/parcours.example.org": str(folder),
            "127.0.0.1:8000": f"127.0.0.1:{ports['site']}",
            "/srv/parcours/var": str(var),
        },
    )
    (folder / "site.conf").write_text(site)
    user = "user root;" if os.geteuid() == 0 else ""  # the folders of the tests are the tester's
    scratch = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    path = folder / "nginx.conf"
    path.write_text(
        f"{user} pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {scratch} include {folder}/site.conf; }}\n"
    )
    return path


def make_certificate(folder: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*command, *files], check=True, capture_output=True)


def command_of(kind: str, config: Path) -> list[str]:
    program = shutil.which(kind, path=PATH)
    assert program, f"Debian's package {kind} is not installed: see scripts/packages.py."
    if kind == "caddy":
        return [program, "run", "--config", str(config), "--adapter", "caddyfile"]
    return [program, "-c", str(config), "-g", "daemon off;"]


def start(kind: str, folder: Path, site: int, var: Path) -> Proxy:
    folder.mkdir()
    ports = {"http": free_port(), "https": free_port(), "site": site}
    config = (caddyfile if kind == "caddy" else nginx_conf)(folder, ports, var)
    log = folder / "output.log"
    homes = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder), "PATH": PATH}
    with log.open("w") as output:
        process = subprocess.Popen(command_of(kind, config), env=homes, stdout=output, stderr=output)
    proxy = Proxy(process, ports["https"], ports["http"], log)
    wait_for(lambda: proxy.ask("/static/no-such-file"), log)
    return proxy


def wait_for(question, log: Path, seconds: float = 30) -> None:
    limit = time.monotonic() + seconds
    while True:
        try:
            question()
            return
        except (OSError, http.client.HTTPException):
            assert time.monotonic() < limit, log.read_text()
            time.sleep(0.1)
