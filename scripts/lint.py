"""`make lint`: the gates without the tests."""

import sys

import gates
import packages
import setup

packages.ensure(packages.FOR_THE_SITE)
setup.install(setup.TEST_LOCK)
sys.exit(gates.report(gates.run_all()))
