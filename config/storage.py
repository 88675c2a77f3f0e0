"""Static files under names that hold their content's hash, so that a browser may keep them for ever."""

from collections.abc import Iterable, Iterator

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """ES modules too: without this, a module imports the next one by its plain name, and an old one may be served."""

    support_js_module_import_aggregation = True
    # A pass for each module that another imports, in a chain: the usual five stop at the fourth.
    max_post_process_passes = 20

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """What visitors load; the admin's files, 95 % of the bytes, would make a first `make run` wait half a minute."""
        return super().compress_files([path for path in paths if not path.startswith(("admin/", "wagtail"))])
