"""The cast of the tests, a Chromium, a search server, the shared data; and a network that reaches this machine only."""

import ipaddress
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.utils.translation.reloader import translation_file_changed
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import blocking_manager_key
from xdist.scheduler import LoadScopeScheduling

# A slow machine is not a fault of the code: what is timed stands in benchmarks/.
hypothesis_settings.register_profile("parcours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("parcours")

CLONE = Path(__file__).resolve().parent.parent
# Those who read pages and documents rendered from either database say the same of both.
OUTSIDE_THE_DATABASE = {"browser", "elasticsearch_url", "validated", "judged"}
# Whose tests share what is dear to make (the library imported, a site rendered): one worker makes it, once.
SHARED = ("tests/demo/", "tests/pages/", "tests/crawling/")
# Taken first: what is long and starts last is what everybody waits for.
LONGEST = (*SHARED, "tests/deploy/", "tests/browser/", "tests/search/", "tests/notebook/")
CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="Only the tests that use the database, no browser.")


def pytest_configure(config: pytest.Config) -> None:
    _reach_this_machine_only()
    if not hasattr(config, "workerinput"):
        _compile_messages()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if _empties_the_database(item):
            # What the migrations wrote (root page, groups, content types) is put back before each such test.
            marker = pytest.mark.django_db(transaction=True, serialized_rollback=True)
            item.add_marker(marker, append=False)
    if config.getoption("--database-only"):
        kept = [i for i in items if _uses_the_database(i) and not OUTSIDE_THE_DATABASE & set(i.fixturenames)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


@pytest.hookimpl(trylast=True, specname="pytest_collection_modifyitems")
def pytest_take_the_longest_first(items: list[pytest.Item]) -> None:
    """After pytest-django has put, in each file, the tests that empty the database behind the others."""
    ranks = {folder: rank for rank, folder in enumerate(LONGEST)}
    items.sort(key=lambda item: min((r for f, r in ranks.items() if item.nodeid.startswith(f)), default=len(ranks)))


class ByFile(LoadScopeScheduling):
    """A file, or a folder that shares dear fixtures, goes to one worker of pytest-xdist as a whole."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in SHARED if nodeid.startswith(folder)), nodeid.split("::")[0])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log) -> ByFile:
    config.option.loadscopereorder = False  # the order is ours
    return ByFile(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None):
    """What the migrations wrote is put back, for those who come after: another file, or the next run of a kept base."""
    answer = yield
    if _empties_the_database(item) and not (nextitem and _empties_the_database(nextitem)):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
    return answer


def _empties_the_database(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool({"transactional_db", "live_server"} & fixtures or (marker and marker.kwargs.get("transaction")))


def _uses_the_database(item: pytest.Item) -> bool:
    return bool({"db", "transactional_db"} & set(item.fixturenames)) or item.get_closest_marker("django_db") is not None


def pytest_unconfigure(config: pytest.Config) -> None:
    is_worker = hasattr(config, "workerinput")
    if not is_worker and settings.configured and settings.VAR_DIR.name.startswith("parcours-tests-"):
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


def _compile_messages() -> None:
    """So that a test run by hand shows the French of the sources."""
    for source in CLONE.glob("locale/*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if shutil.which("msgfmt") and (not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime):
            subprocess.run(["msgfmt", "-o", compiled, source], check=True)
            translation_file_changed(None, compiled)


def _reach_this_machine_only() -> None:
    """`make test` cuts the network for good where it is root; everywhere else this guard stands in."""
    real_connect, real_lookup = socket.socket.connect, socket.getaddrinfo

    def connect(self: socket.socket, address):
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_here(address[0]):
            raise PermissionError(f"A test tried to reach {address[0]}: tests use no network.")
        return real_connect(self, address)

    def getaddrinfo(host, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        if not _is_here(name):
            raise PermissionError(f"A test asked for the address of {name}: tests use no network.")
        return real_lookup(host, *args, **kwargs)

    socket.socket.connect = connect
    socket.getaddrinfo = getaddrinfo


def _is_here(host: str | None) -> bool:
    if host in {None, "", "localhost", "0.0.0.0", "::"}:  # noqa: S104
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path: Path) -> Path:
    """Each test has its own empty media folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def limits_start_afresh() -> None:
    """What one test did too often does not stop the next."""
    caches["limits"].clear()


@pytest.fixture
def editor(db, django_user_model):
    """Elsa writes and publishes pages, through Wagtail's own group."""
    user = django_user_model.objects.create_user("elsa@example.org", "mot de passe d’Elsa", display_name="Elsa Morel")
    user.groups.add(Group.objects.get(name="Rédaction"))
    return user


@pytest.fixture
def contributor(db, django_user_model):
    """Camille has an account, writes in the forum and proposes sheets, and does not enter the admin."""
    return django_user_model.objects.create_user(
        "camille@example.org", "mot de passe de Camille", display_name="Camille Roux"
    )


@pytest.fixture
def learner(db, django_user_model):
    """Lina has an account for her notebook only."""
    return django_user_model.objects.create_user("lina@example.org", "mot de passe de Lina")


@pytest.fixture
def administrator(db, django_user_model):
    """Ada runs the server."""
    return django_user_model.objects.create_superuser("ada@example.org", "mot de passe d’Ada")


@pytest.fixture
def visitor() -> Client:
    """Somebody with no account: a client with no cookie."""
    return Client()


@pytest.fixture
def signed_in() -> Callable[..., Client]:
    """`signed_in(editor)` is a client of that person."""

    def client_of(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return client_of


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real inputs from elsewhere, beside the clone or at `$PARCOURS_TEST_DATA`."""
    folder = Path(os.environ.get("PARCOURS_TEST_DATA") or CLONE.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"The shared test data is not on this machine: {folder} does not exist.")
    return folder


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """The real node that `make test` starts (tests/elasticsearch/start); mark such tests `elasticsearch`."""
    url = os.environ.get("PARCOURS_TEST_ELASTICSEARCH", "")
    if not url:
        pytest.skip("No Elasticsearch node was started: run `make test`, or tests/elasticsearch/start.")
    return url


@pytest.fixture(scope="session")
def browser(django_db_setup) -> Iterator:
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not on this machine: install Debian's package chromium.")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, in which Django would refuse every query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    written_by_migrations = getattr(
        connection, "_test_serialized_contents", None
    )  # none in a database kept from before
    with sync_playwright() as playwright:
        # Beside that loop Django opens another connection, which must know what to put back after a flush.
        connection._test_serialized_contents = written_by_migrations
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, live_server) -> Iterator:
    """A page of a French visitor on the running site; the test fails when a script of the page throws.

    Mark such tests `browser`.
    """
    context = browser.new_context(base_url=live_server.url, locale="fr-FR", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(30_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def browse_as(page, live_server, signed_in) -> Callable:
    """`browse_as(editor)` makes the page that person's, without the login form."""

    def sign_in(user):
        session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])
        return page

    return sign_in


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The npm packages of tests/package.json: `axe-core/axe.min.js`, `vnu-jar/build/dist/vnu.jar`."""
    folder = CLONE / "tests" / "node_modules"
    if not folder.is_dir():
        pytest.skip("The npm packages of tests/package.json are not installed: run `make test`.")
    return folder
