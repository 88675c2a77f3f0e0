from django.core.management import call_command


def test_every_static_file_gets_a_name_that_holds_its_content(settings, tmp_path):
    """A circle of imports between modules, or a file that a style names and that is not there, stops the start."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "config.storage.HashedStaticFilesStorage"}}

    call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / "staticfiles.json").exists()
