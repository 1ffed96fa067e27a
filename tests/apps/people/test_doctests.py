"""The examples in the docstrings are right."""

import doctest

import pytest

from tovholder.people import attributes, cpr, labels, names


@pytest.mark.parametrize("module", [attributes, cpr, labels, names], ids=lambda one: one.__name__)
def test_the_examples_of_a_module_are_right(module) -> None:
    failed, tried = doctest.testmod(module)
    assert tried
    assert not failed
