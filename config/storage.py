"""Static files under names that hold their content's hash, so that a browser may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """ES modules too: without this, a module imports the next one by its plain name, and an old one may be served."""

    support_js_module_import_aggregation = True
