from pathlib import Path

import pytest
from scripts import messages

PAGE = """{% load i18n %}
<p title="{% translate 'Tip' %}">{% translate "Hello" context "greeting" %}</p>
  {% blocktranslate trimmed count n=rows|length with who=user %}
    {{ who }} has {{ n }} row
  {% plural %}
    {{ who }} has {{ n }} rows
  {% endblocktranslate %}
{% button _("Save") url="it's" %}{{ name|default:_("nobody") }}
"""
CODE = """
def show(_: object) -> str:
    return pgettext("month", "May") + _("Plain") + ngettext("%(n)s box", "%(n)s boxes", 2)
"""


@pytest.fixture
def app(scratch: Path) -> Path:
    room = scratch / "boxes"
    (room / "templates" / "boxes").mkdir(parents=True)
    (room / "__init__.py").touch()
    (room / "texts.py").write_text(CODE)
    (room / "templates" / "boxes" / "page.html").write_text(PAGE)
    return room


def translate(app: Path, *pairs: tuple[str, str]) -> None:
    """Write translations into the file by hand, in the order of the pairs."""
    path = app / messages.PO_FILE
    text = path.read_text()
    for original, translation in pairs:
        head, found, tail = text.partition(f'msgid "{original}"\nmsgstr ""')
        assert found, original
        text = f'{head}msgid "{original}"\nmsgstr "{translation}"{tail}'
    path.write_text(text)


def test_texts_are_found_in_code_and_templates_with_contexts_and_plurals(app):
    found = {(message.id, message.context) for message in messages.collected(app) if message.id}

    assert found == {
        ("Tip", None),
        ("Hello", "greeting"),
        (("%(who)s has %(n)s row", "%(who)s has %(n)s rows"), None),
        ("Save", None),
        ("nobody", None),
        ("May", "month"),
        ("Plain", None),
        (("%(n)s box", "%(n)s boxes"), None),
    }


def test_a_second_update_changes_nothing_and_the_file_holds_no_dates_or_lines(app):
    assert messages.update(app)
    assert not messages.update(app)
    text = (app / messages.PO_FILE).read_text()
    assert "Date" not in text
    assert "#: boxes/texts.py\n" in text


def test_an_update_keeps_translations_and_drops_what_is_gone(app):
    messages.update(app)
    translate(app, ("Plain", "Jævn"), ("Tip", "Vink"))
    (app / "texts.py").write_text('_("Plain")\n_("New")\n')
    messages.update(app)
    kept = messages.stored(app)

    assert kept.get("Plain").string == "Jævn"
    assert kept.get("Tip").string == "Vink"
    assert kept.get("New").string == ""
    assert kept.get("May", "month") is None


def test_the_check_names_file_and_text_of_all_that_is_untranslated(app):
    messages.update(app)
    found = list(messages.problems(app))

    assert len(found) == 8
    assert "boxes/texts.py: 'Plain' is not translated" in found


def test_the_check_tells_a_text_that_was_never_collected(app):
    assert "run scripts/messages.py update" in next(messages.problems(app))


@pytest.mark.parametrize(
    ("source", "original", "translation", "problem"),
    [
        ('_("%(n)s box")', "%(n)s box", "%(m)s kasse", "other placeholders"),
        ('_("%(n)s box")', "%(n)s box", "en kasse", "other placeholders"),
        ('_("{name}")', "{name}", "{navn}", "other placeholders"),
    ],
)
def test_a_translation_with_other_placeholders_fails(app, source, original, translation, problem):
    (app / "templates" / "boxes" / "page.html").unlink()
    (app / "texts.py").write_text(source)
    messages.update(app)
    translate(app, (original, translation))

    assert [problem in found for found in messages.problems(app)] == [True]


def test_fuzzy_and_unused_translations_fail(app):
    (app / "templates" / "boxes" / "page.html").unlink()
    (app / "texts.py").write_text('_("Plain")')
    messages.update(app)
    translate(app, ("Plain", "Jævn"))
    path = app / messages.PO_FILE
    path.write_text(path.read_text() + '\n#, fuzzy\nmsgid "Gone"\nmsgstr "Væk"\n')
    path.write_text(path.read_text().replace('msgid "Plain"', '#, fuzzy\nmsgid "Plain"'))
    found = " ".join(messages.problems(app))

    assert "'Plain' is marked fuzzy" in found
    assert "'Gone' is used nowhere" in found


def test_two_rooms_that_translate_a_text_differently_are_told(app):
    other = app.parent / "other"
    other.mkdir()
    for room, word in ((app, "Åben"), (other, "Åbn")):
        (room / "texts.py").write_text('_("Open")')
        messages.update(room)
        translate(room, ("Open", word))

    assert ["say the same" in clash for clash in messages.clashes([app, other])] == [True]


def test_compiling_happens_once_and_gives_what_was_translated(app):
    (app / "templates" / "boxes" / "page.html").unlink()
    (app / "texts.py").write_text('_("Plain")')
    messages.update(app)
    translate(app, ("Plain", "Jævn"))

    assert messages.compile_app(app)
    assert not messages.compile_app(app)
    assert "Jævn".encode() in (app / messages.PO_FILE).with_suffix(".mo").read_bytes()


def test_every_text_of_this_room_is_translated():
    assert list(messages.problems(messages.SOURCE / "ui")) == []
