from tovholder.people.imports.spooling import OPEN_RUNS, Spool


def test_lines_come_back_sorted_by_key_and_in_the_order_they_were_given() -> None:
    with Spool(run_length=200) as spool:
        for number in range(500):
            spool.add(f"k{number % 7}", str(number))
        found = list(spool.sorted())
    assert found == sorted(found, key=lambda pair: pair[0])
    assert [text for key, text in found if key == "k3"] == [str(n) for n in range(3, 500, 7)]


def test_more_runs_than_may_be_open_are_merged() -> None:
    with Spool(run_length=20) as spool:
        for number in range(OPEN_RUNS * 3):
            spool.add(f"{number % 10}", f"{number:04d}")
        assert len(list(spool.sorted())) == OPEN_RUNS * 3


def test_a_pile_can_be_read_twice() -> None:
    with Spool(run_length=50) as spool:
        for number in range(30):
            spool.add("k", str(number))
        assert list(spool.sorted()) == list(spool.sorted())


def test_text_with_tabs_and_danish_letters_comes_back_as_it_was() -> None:
    with Spool(run_length=1) as spool:
        spool.add("a", "Åse\tØ")
        assert list(spool.sorted()) == [("a", "Åse\tØ")]
