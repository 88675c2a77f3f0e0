import sys

from django.core.management.base import BaseCommand

from home.diagnosing import findings


class Command(BaseCommand):
    help = "Dit ce qui ne va pas et quoi faire ; se termine par 1 s’il y a quelque chose à faire."
    requires_system_checks = []

    def handle(self, *args, **options):
        is_bad = False
        for finding in findings():
            is_bad = is_bad or finding.is_bad
            self.stdout.write(f"{'✗' if finding.is_bad else '✓'} {finding.sentence}")
        sys.exit(int(is_bad))
