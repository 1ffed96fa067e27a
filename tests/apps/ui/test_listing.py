from django import forms
from django.http import QueryDict

from tovholder.ui import listing
from tovholder.ui.gallery import ExampleFilter


def test_a_changed_parameter_leaves_the_others():
    query = QueryDict("colour=green&colour=red&page=3")

    assert listing.with_query(query, page=4) == "?colour=green&colour=red&page=4"
    assert listing.with_query(query, colour=None, page=None) == "?"


def test_the_page_window_never_hides_a_single_page():
    assert listing.page_window(1, 1) == (1,)
    assert listing.page_window(1, 7) == (1, 2, 3, 4, 5, 6, 7)
    assert listing.page_window(1, 20) == (1, 2, 3, 4, 5, 0, 20)
    assert listing.page_window(10, 20) == (1, 0, 9, 10, 11, 0, 20)
    assert listing.page_window(20, 20) == (1, 0, 16, 17, 18, 19, 20)


def test_every_page_window_holds_its_page_and_both_ends():
    for pages in range(1, 30):
        for page in range(1, pages + 1):
            window = listing.page_window(page, pages)
            assert {1, page, pages} <= set(window)
            assert [each for each in window if each] == sorted({each for each in window if each})


def test_a_chip_says_what_is_chosen_and_takes_only_its_own_filter_away():
    query = QueryDict("colour=green&since=2024-03-03&is_open=on&page=2&sort=name")
    chips = listing.chips(ExampleFilter(query), query)

    assert [chip.text for chip in chips] == ["Farve: Grøn", "Siden: 03.03.2024", "Kun åbne"]
    assert chips[0].url == "?since=2024-03-03&is_open=on&sort=name"


def test_a_chip_of_several_choices_names_them_all_also_those_in_groups():
    class Grouped(forms.Form):
        size = forms.MultipleChoiceField(
            label="Size", choices=[("Big", [("l", "Large"), ("x", "Huge")]), ("s", "Small")]
        )

    query = QueryDict("size=x&size=s")

    assert [chip.text for chip in listing.chips(Grouped(query), query)] == ["Size: Huge, Small"]


def test_an_unbound_or_wrong_filter_has_no_chips():
    query = QueryDict("colour=violet")

    assert listing.chips(ExampleFilter(), query) == ()
    assert listing.chips(ExampleFilter(query), query) == ()
