"""`make lint`: the gates without the tests."""

import sys

import gates
import packages
import setup

packages.ensure(packages.FOR_THE_GATES)
setup.install(setup.TEST_LOCK)
setup.install_node_modules()
sys.exit(gates.report(gates.run_all()))
