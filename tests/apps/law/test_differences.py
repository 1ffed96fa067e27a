"""What changes from one pack to another, in words."""

import json

import pytest

from tovholder.rules.contents import contents_of, from_json, to_json
from tovholder.rules.differences import Change, differences, pack_differences
from tovholder.rules.packs import national_pack, pack_from, sources_in
from tovholder.rules.walking import kinds_in, parameters_in, users_of

BEFORE = sources_in()


def test_a_pack_does_not_differ_from_itself():
    assert pack_differences(national_pack(), pack_from(BEFORE)) == ()


def test_a_definition_that_is_gone_and_one_that_is_new_are_named_as_they_were_called():
    pack = national_pack()
    named = {
        name
        for each in pack.expectations.values()
        for name in (*each.after, *(each.once_across or ()))
    }
    alone = next(name for name in pack.expectations if name not in named)
    path = f"expectations/{alone}.yaml"
    fewer = pack_from({name: text for name, text in BEFORE.items() if name != path})
    (gone,) = pack_differences(pack, fewer)
    (new,) = pack_differences(fewer, pack)
    title = pack.expectations[alone].title
    assert (gone.change, gone.title("da")) == (Change.REMOVED, title.text("da"))
    assert (new.change, new.title("en")) == (Change.ADDED, title.text("en"))
    assert gone.rewritten("da")[0].after == ()


def test_another_length_is_told_as_before_and_now():
    pack = national_pack()
    number = parameters_in(pack.expectations["contract-agreed"])[0]
    after = changed_number(number, "P1M", "P6W")
    found = {(each.sort, each.id): each for each in pack_differences(pack, after)}
    (told,) = found["parameters", number].rewritten("en")
    assert "1 month" in told.before[0]
    assert "6 weeks" in told.after[0]


def changed_number(number: str, old: str, new: str):
    sources = dict(BEFORE)
    for name, text in BEFORE.items():
        before, mark, after = text.partition(f"{number}:")
        if mark and name.startswith("parameters"):
            sources[name] = before + mark + after.replace(f"value: {old}", f"value: {new}", 1)
    return pack_from(sources)


def test_what_is_kept_of_a_pack_reads_the_same_after_years():
    kept = json.loads(json.dumps(to_json(contents_of(national_pack()))))
    assert from_json(kept) == contents_of(national_pack())
    assert differences(from_json(kept), contents_of(national_pack())) == ()


def test_every_definition_is_among_the_contents():
    pack, said = national_pack(), contents_of(national_pack()).said
    for sort in ("expectations", "parameters", "kinds", "predicates", "owners"):
        assert {name for part, name in said if part == sort} == set(getattr(pack, sort))


@pytest.mark.parametrize("name", list(national_pack().expectations))
def test_the_numbers_and_kinds_of_a_definition_are_found_wherever_they_stand(name):
    pack = national_pack()
    expectation = pack.expectations[name]
    assert set(parameters_in(expectation)) <= set(pack.parameters)
    assert kinds_in(expectation) or parameters_in(expectation)
    for number in parameters_in(expectation):
        assert expectation in users_of(number, pack)
