"""Every reason for which a row can be questioned, with its way out.

The single place for the words: the console, the report and the guide
(`docs/operations/import.md`) print from this table. An *error* keeps its row out; a *warning*
lets it in, and somebody should look.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One reason: its stable code, whether it keeps the row out, its words."""

    code: str
    is_error: bool
    message: str | Promise
    way_out: str | Promise


def _error(code: str, message: str | Promise, way_out: str | Promise) -> ProblemKind:
    return ProblemKind(code, True, message, way_out)


def _warning(code: str, message: str | Promise, way_out: str | Promise) -> ProblemKind:
    return ProblemKind(code, False, message, way_out)


KINDS: Mapping[str, ProblemKind] = {
    kind.code: kind
    for kind in (
        # The row as such.
        _error(
            "row_wrong_length",
            _("the row has %(met)s cells, the header has %(expected)s"),
            _(
                "Usually a separator inside a text that is not quoted: correct the export or the "
                "row, or check `delimiter` and `quote` in the mapping."
            ),
        ),
        _error(
            "row_unreadable",
            _("the row has a sign that no text contains (code %(sign)s)"),
            _("The file is damaged or is read with the wrong `encoding`; export it again."),
        ),
        _error(
            "row_says_nothing",
            _("no fact follows from the row"),
            _(
                "Leave such rows out with `only` in the mapping, or map the column that says what "
                "happened."
            ),
        ),
        _error(
            "excel_error",
            _("the cell holds an error of the spreadsheet"),
            _("Repair the formula in the spreadsheet and save it again."),
        ),
        # Who.
        _error(
            "key_missing",
            _("the row does not say whose it is"),
            _("Fill in the key, or leave such rows out with `only` in the mapping."),
        ),
        _error(
            "key_too_long",
            _("a key has at most %(longest)s signs"),
            _("Choose a shorter column as `key`."),
        ),
        _error(
            "cpr_unreadable",
            _("not a CPR number: ten digits that begin with a date, DDMMYY-SSSS"),
            _(
                "Correct the number in the other system. Nine digits have lost their first 0: say "
                "`leading_zero: restore` in the mapping."
            ),
        ),
        _error(
            "person_unknown",
            _("nobody with this key is known, and this table may not create persons"),
            _(
                "Give the file that describes the person in the same import, or say "
                "`unknown: create` under `person` in the mapping."
            ),
        ),
        # Dates.
        _error(
            "date_unreadable",
            _("not a date in any of the formats %(formats)s"),
            _("Correct the date, or add its format to `dates` in the mapping."),
        ),
        _error(
            "date_impossible",
            _("a day that does not exist (formats tried: %(formats)s)"),
            _(
                "Correct the date in the other system. Does 00 stand for an unknown day or month, "
                "say `zero_is_unknown: true` in the mapping."
            ),
        ),
        _error(
            "date_needs_day",
            _("known only to the %(unit)s, and the field needs a day"),
            _("Find the day, or leave the field out of the mapping."),
        ),
        _error(
            "excel_serial_out_of_range",
            _("a number of days that Excel does not use for dates (first one used: %(first)s)"),
            _("Correct the cell; is it not a date, take `excel` out of `dates`."),
        ),
        _error(
            "day_is_fraction",
            _("a part of a day, and days are whole"),
            _(
                "Correct the number, or say `fraction: floor` in the mapping: the day in which the "
                "moment lies."
            ),
        ),
        _error(
            "start_missing",
            _("the row says that something happened but not when"),
            _(
                "Fill in the date, or say `no_start: skip` in the mapping: such facts are left "
                "out with a warning."
            ),
        ),
        _error(
            "state_missing",
            _("the row says when but not what"),
            _("Fill in the code, or say `if_empty: …` in the mapping: what an empty cell means."),
        ),
        _error(
            "end_before_start",
            _("ends %(end)s, before it starts %(start)s"),
            _(
                "Correct one of the dates, or say `end_before_start: leave_out` in the mapping: "
                "such facts are left out with a warning."
            ),
        ),
        # Values.
        _error(
            "code_unknown",
            _("not a code of the list: %(accepted)s"),
            _("Add the code to `codes` in the mapping, or give a rule for `unknown` codes."),
        ),
        _error(
            "number_unreadable",
            _("not a number (decimal sign “%(decimal)s”, thousands sign “%(thousands)s”)"),
            _("Correct the number, or check `decimal` and `thousands` in the mapping."),
        ),
        _error(
            "number_not_whole",
            _("%(number)s is not a whole number"),
            _("Correct the number, or say `round: true` in the mapping."),
        ),
        _error(
            "number_outside_bins",
            _("no bin holds %(number)s"),
            _("Add a bin without `under` at the end of `bins`."),
        ),
        _error(
            "text_too_long",
            _("%(length)s signs; at most %(longest)s are kept"),
            _("Shorten the text in the other system, or leave the column out of the mapping."),
        ),
        _error(
            "fact_refused",
            _("%(field)s: accepted is %(accepted)s"),
            _("%(way_out)s"),
        ),
        # One person's rows together.
        _error(
            "overlap",
            _(
                "overlaps another state of “%(kind)s” (%(file)s, line %(line)s); a person has one "
                "at a time"
            ),
            _(
                "Correct the dates; or let one table go before the other with `rank`; or say "
                "`until_next: true` in the mapping when a state lasts until the next one."
            ),
        ),
        _error(
            "overlap_recorded",
            _("%(said)s"),
            _(
                "%(way_out)s Is it the same fact with another first day, give the facts a `key`, "
                "or say `complete: true` of the table; is it another source's, put `recorded` into "
                "`rank` to say which goes first."
            ),
        ),
        _error(
            "key_repeated",
            _("the key stands twice with different content (first in %(file)s, line %(line)s)"),
            _("Choose a key that is different for every fact, or leave `key` out of the mapping."),
        ),
        _error(
            "refused",
            _("%(said)s"),
            _("%(way_out)s"),
        ),
        # Warnings.
        _warning(
            "letters_broken",
            _("the letters look as if read with the wrong encoding (Ã¦ for æ)"),
            _("Check `encoding` in the mapping, or export the file again."),
        ),
        _warning(
            "date_is_partial",
            _("known only to the %(unit)s: kept so, and never read as a certain day"),
            _("Nothing to do; the day can be added later."),
        ),
        _warning(
            "date_in_future",
            _("lies after today"),
            _("Check the date; what is only agreed is marked with `planned: if_future`."),
        ),
        _warning(
            "date_long_ago",
            _("lies before 1900"),
            _("Check the date and `short_years_from` in the mapping."),
        ),
        _warning(
            "date_made_room",
            _(
                "the uncertain day was placed beside the neighbouring state (%(file)s, line "
                "%(line)s)"
            ),
            _("Nothing to do: both rows can be true."),
        ),
        _warning(
            "code_mapped",
            _("not a code of the list; taken as “%(taken)s” as the mapping says"),
            _("Add the code to `codes` when it has a meaning of its own."),
        ),
        _warning(
            "number_rounded",
            _("rounded to %(number)s as the mapping says"),
            _("Nothing to do."),
        ),
        _warning(
            "day_floored",
            _("a part of a day: the day in which it lies was taken, as the mapping says"),
            _("Nothing to do."),
        ),
        _warning(
            "zero_restored",
            _("nine digits: the first 0 was put back, as the mapping says"),
            _("Export the column as text."),
        ),
        _warning(
            "detail_not_kept",
            _("“%(kind)s” has no field for it: the value is not kept"),
            _("Nothing to do, or declare the field in a kind of your own."),
        ),
        _warning(
            "left_out_no_start",
            _("a fact without a date was left out, as the mapping says"),
            _("Fill in the date to have it."),
        ),
        _warning(
            "left_out_end_before_start",
            _("ends %(end)s, before it starts %(start)s; left out, as the mapping says"),
            _("Correct one of the dates to have it."),
        ),
        _warning(
            "duplicate",
            _("says the same as %(file)s, line %(line)s; counted once"),
            _("Nothing to do; is it a second fact of the same day, give the facts a `key`."),
        ),
        _warning(
            "near_duplicate",
            _("almost the same as %(file)s, line %(line)s; both are kept"),
            _("Check whether the two rows mean one fact."),
        ),
        _warning(
            "several_cprs",
            _("the person has another CPR number in %(file)s, line %(line)s; the later row counts"),
            _("Check the number; a temporary number is often replaced by a lasting one."),
        ),
        _warning(
            "attribute_differs",
            _("another value stands in %(file)s, line %(line)s, and counts"),
            _("Correct the wrong row, or let one table go before the other with `rank`."),
        ),
        _warning(
            "outranked",
            _("another source goes first here (%(winner)s); what is left: %(left)s"),
            _("Nothing to do: `rank` in the mapping says so."),
        ),
        _warning(
            "recorded_cut",
            _("a state recorded from “%(source)s” gave way, as `rank` says"),
            _("Nothing to do: the earlier reading stays in the history."),
        ),
        _warning(
            "withdrawn",
            _(
                "a fact “%(kind)s” that the source no longer names was taken back, as `complete` "
                "says"
            ),
            _("Nothing to do: it stays in the history as known before."),
        ),
        _warning(
            "kept_by_hand",
            _("a colleague has corrected this since the last import; the correction stands"),
            _("Correct the other system, or take the correction back on the person's page."),
        ),
    )
}
