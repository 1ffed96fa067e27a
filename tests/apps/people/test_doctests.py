"""The examples in the docstrings are right."""

import doctest

import pytest

from tovholder.people import attributes, cpr, labels, local_values, names
from tovholder.people.movement import lots
from tovholder.people.queries import movement

MODULES = [attributes, cpr, labels, local_values, names, lots, movement]


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.__name__)
def test_the_examples_of_a_module_are_right(module) -> None:
    failed, tried = doctest.testmod(module)
    assert tried
    assert not failed
