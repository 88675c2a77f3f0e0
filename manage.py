#!/usr/bin/env python
import os
import sys

BAD_SETTING = 78  # EX_CONFIG of sysexits.h: the units do not start again what ends so

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018 (reads them all, once)
    except ImproperlyConfigured as error:
        print(f"Réglage à corriger. {error}", file=sys.stderr)
        sys.exit(BAD_SETTING)
    execute_from_command_line(sys.argv)
