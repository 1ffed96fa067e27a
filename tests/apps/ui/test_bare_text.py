"""Nothing that a reader sees stands outside the translation tags."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from scripts import messages

ALLOWED = {"Tovholder", "– Tovholder"}
SPOKEN_ATTRIBUTES = {"title", "alt", "placeholder", "aria-label", "aria-description", "label"}
TRANSLATED = re.compile(r"{%-?\s*blocktranslate.*?endblocktranslate\s*-?%}", re.DOTALL)
COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
COMPONENT = re.compile(
    r"{%\s*(?:button|badge|message|empty_state|table|sort_link|tabs|progress|confirm)\s(.*?)%}",
    re.DOTALL,
)
SAID = re.compile(r"""_\((?:"[^"]*"|'[^']*')\)""")
LITERAL = re.compile(r"""(?:"([^"]*)"|'([^']*)')""")
CODE = re.compile(r"[a-z0-9_\-./:#?=&]*")


class BareText(HTMLParser):
    """Collects what a reader would see of a template without its tags and variables."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"script", "style"}
        self.found += [text or "" for name, text in attrs if name in SPOKEN_ATTRIBUTES]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def bare_texts(source: str) -> Iterator[str]:
    """Yield each text of a template that no translation will reach."""
    source = TRANSLATED.sub("", COMMENT.sub("", source))
    for arguments in COMPONENT.findall(source):
        literals = (first or second for first, second in LITERAL.findall(SAID.sub("", arguments)))
        yield from (literal for literal in literals if not CODE.fullmatch(literal))
    parser = BareText()
    parser.feed(TAG.sub("\n", source))
    for text in (line.strip() for found in parser.found for line in found.splitlines()):
        if re.search(r"[^\W\d_]{2}", text) and text not in ALLOWED:
            yield text


TEMPLATES = sorted(messages.SOURCE.glob("*/templates/**/*.html"))


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=[path.relative_to(messages.SOURCE).as_posix() for path in TEMPLATES]
)
def test_every_text_of_a_template_is_translated(path: Path):
    assert list(bare_texts(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "bare"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ("<p>{{ name }}: {% translate 'Hi' %}</p>", []),
        ('<img alt="A dog"><a aria-label="{% translate \'x\' %}">1</a>', ["A dog"]),
        ('{% button "Save" variant="secondary" %}', ["Save"]),
        ('{% button _("Save") url="/x/?a=b" %}{% field form.name "short" %}', []),
        ("{% blocktranslate %}Hello{% endblocktranslate %}<script>let x</script>", []),
        ("{% comment %}Note{% endcomment %}{# Note #}{% if x > 1 %}Yes{% endif %}", ["Yes"]),
    ],
)
def test_bare_text_is_found(source, bare):
    assert list(bare_texts(source)) == bare
