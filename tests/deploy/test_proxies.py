"""What a visitor gets through the Caddy and the nginx of Debian, in front of a granian that runs as it does there."""

import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from . import proxies, serving
from .proxies import DEPLOY, HOST, Proxy

POST = f"POST /chercher/choix/ HTTP/1.1\nHost: {HOST}\nContent-Type: application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def var(tmp_path_factory) -> Path:
    """The folder of a site: its static files, the pages of the proxy, an image, a size of it, a document."""
    var = tmp_path_factory.mktemp("var")
    serving.lay_static_files(var)
    serving.manage(var, "maintenance", "off")
    for name in ("parcours.sqlite3", "secret.log"):
        (var / name).write_bytes(b"0123456789")
    for name in ("images/affiche.max-165x165.png", "original_images/affiche.png", "documents/liste.pdf"):
        path = var / "media" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"0123456789")
    return var


@pytest.fixture(scope="module")
def site(var) -> int:
    with serving.granian(var) as port:
        yield port


@pytest.fixture(scope="module", params=["caddy", "nginx"])
def proxy(request, tmp_path_factory, site, var) -> Proxy:
    started = proxies.start(request.param, tmp_path_factory.mktemp("proxy") / request.param, site, var)
    yield started
    started.stop()


@pytest.fixture(params=["caddy", "nginx"])
def proxy_alone(request, tmp_path, var) -> Proxy:
    """The site behind it is stopped."""
    started = proxies.start(request.param, tmp_path / request.param, proxies.free_port(), var)
    yield started
    started.stop()


def test_caddy_takes_our_file():
    command = [shutil.which("caddy"), "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stderr
    assert "Caddyfile input is not formatted" not in result.stderr


def test_nginx_takes_our_file(tmp_path):
    ports = {"http": proxies.free_port(), "https": proxies.free_port(), "site": proxies.free_port()}
    config = proxies.nginx_conf(tmp_path, ports, tmp_path)
    command = [shutil.which("nginx", path=proxies.PATH), "-t", "-c", config]
    result = subprocess.run(command, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stderr


PATHS = ["/robots.txt", "/static/css/site.css", "/static/none.css", "/media/images/affiche.max-165x165.png",
         "/media/images/none.png", "/media/documents/liste.pdf"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_says_https_only_and_no_sniffing_once(proxy, path):
    answer = proxy.ask(path)

    assert answer.all("Strict-Transport-Security") == ["max-age=31536000"]
    assert answer.all("X-Content-Type-Options") == ["nosniff"]
    assert not re.search(r"\d", answer.headers.get("Server", ""))


def test_the_site_keeps_its_own_headers(proxy):
    answer = proxy.ask("/robots.txt")

    assert answer.status == 200
    assert len(answer.all("Content-Security-Policy")) == 1
    assert answer.all("Set-Cookie") == []


def test_an_image_and_its_sizes_are_given_by_parts_too(proxy):
    whole = proxy.ask("/media/images/affiche.max-165x165.png")
    part = proxy.ask("/media/original_images/affiche.png", Range="bytes=2-4")

    assert (whole.status, whole.body) == (200, b"0123456789")
    assert "sandbox" in whole.headers["Content-Security-Policy"]
    assert "max-age=2592000" in whole.headers["Cache-Control"]
    assert (part.status, part.body) == (206, b"234")


@pytest.mark.parametrize("path", ["/media/documents/liste.pdf", "/media/images/../documents/liste.pdf",
                                  "/media/images/%2e%2e/documents/liste.pdf", "/static/../parcours.sqlite3",
                                  "/media/../secret.log", "/static/%2e%2e/secret.log"])  # fmt: skip
def test_nothing_else_of_the_folder_is_given(proxy, path):
    """This site has no database, so that its own 404 is a 500 here: what counts is that nothing is given."""
    answer = proxy.ask(path)

    assert answer.status >= 400
    assert b"0123456789" not in answer.body


def test_a_static_file_whose_name_holds_its_digest_is_kept_for_ever(proxy):
    style = re.search(r"/static/css/site\.[0-9a-f]{12}\.css", proxy.ask("/static/503.html").text)[0]

    assert "immutable" in proxy.ask(style).headers["Cache-Control"]
    assert "immutable" not in proxy.ask("/static/css/site.css").headers["Cache-Control"]


@pytest.mark.parametrize("host", [HOST, "evil.example"])
def test_plain_http_leads_to_the_site_by_its_name(proxy, host):
    answer = proxy.ask_plain("/agir/?q=1", host)

    assert answer.status in {301, 308}
    assert answer.headers["Location"] == f"https://{HOST}/agir/?q=1"


@pytest.mark.parametrize(
    ("path", "size"), [("/chercher/choix/", 1_200_000), ("/admin/", 45_000_000), ("/admin/paquets/", 540_000_000)]
)
def test_what_is_too_large_is_refused_at_once_in_french(proxy, path, size):
    line = proxy.first_line(f"POST {path} HTTP/1.1\nHost: {HOST}\nContent-Length: {size}\nExpect: 100-continue")
    assert " 413 " in line


def test_the_page_of_what_is_too_large(proxy):
    answer = proxy.ask("/chercher/choix/", "POST", b"x" * 1_100_000)

    assert answer.status == 413
    assert "trop volumineux" in answer.text
    assert answer.all("Cache-Control") == ["no-store"]


@pytest.mark.parametrize(("path", "size"), [("/admin/", 41_900_000), ("/admin/paquets/", 524_000_000)])
def test_what_the_site_takes_passes_the_proxy(proxy, path, size):
    """40 MB of a document, 500 MB of a pack: the proxy says to go on, and the site decides."""
    line = proxy.first_line(f"POST {path} HTTP/1.1\nHost: {HOST}\nContent-Length: {size}\nExpect: 100-continue")
    assert " 413 " not in line


def test_slow_bodies_hold_nobody_and_end(proxy):
    slow = [proxy.connect() for _ in range(12)]
    for connection in slow:
        head = f"{POST}\nContent-Length: 300000".replace("\n", "\r\n")
        connection.sock.sendall(head.encode() + b"\r\n\r\n" + b"a" * 100_000)
    time.sleep(0.5)

    began = time.monotonic()
    assert proxy.ask("/robots.txt").status == 200
    assert time.monotonic() - began < 2
    for connection in slow:
        connection.sock.settimeout(15)
        answer = connection.sock.recv(1000)
        assert answer == b"" or b"connection: close" in answer.lower()
        connection.close()


def test_a_stopped_site_says_so_with_its_style(proxy_alone):
    answer = proxy_alone.ask("/apprendre/")

    assert answer.status == 503
    assert answer.headers["Retry-After"] == "300"
    assert answer.all("Cache-Control") == ["no-store"]
    assert answer.all("Strict-Transport-Security") == ["max-age=31536000"]
    assert "entretien" in answer.text
    assert "hors connexion" not in answer.text
    style = re.search(r'href="(/static/css/site[^"]+)"', answer.text)[1]
    assert proxy_alone.ask(style).status == 200  # a browser throws away a style that comes with an error
    assert "text/css" in proxy_alone.ask(style).headers["Content-Type"]
