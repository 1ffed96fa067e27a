"""Says in words what the evaluator names: a missing fact, a length, an evidence rule."""

from collections.abc import Mapping

from tovholder.engine.language.pack import RulePack
from tovholder.engine.words import Label

_ABSENT = Label("Det er ikke registreret: {what}", "Not recorded: {what}")
_SILENT = Label("Vores kilde oplyser ikke: {what}", "Our source does not say: {what}")
_VAGUE = {
    "start": Label(
        "Startdatoen for “{what}” er ikke kendt på dagen",
        "The start date of “{what}” is not known to the day",
    ),
    "end": Label(
        "Slutdatoen for “{what}” er ikke kendt på dagen",
        "The end date of “{what}” is not known to the day",
    ),
}


def describe_missing(name: str, pack: RulePack, language: str) -> str:
    """Return in words which fact is missing.

    Args:
        name: As in `Standing.missing`: `kind:…`, `attribute:…`, `detail:…`, `parameter:…`,
            `start of …` or `end of …`.
        pack: The rules, with a municipality's own kinds where they can be named.
        language: `da` or `en`.
    """
    edge, is_date, kind = name.partition(" of ")
    if is_date:
        return _VAGUE[edge].text(language).format(what=pack.kinds[kind].label.text(language))
    sort, _colon, key = name.partition(":")
    if sort == "detail":
        return _ABSENT.text(language).format(what=_detail_words(key, pack, language))
    if sort == "parameter":
        return _SILENT.text(language).format(what=pack.parameters[key].description.text(language))
    labels: Mapping[str, Label] = {
        "kind": pack.kinds[key].label if key in pack.kinds else Label(key, key),
        "attribute": pack.attributes[key].label if key in pack.attributes else Label(key, key),
    }
    return _ABSENT.text(language).format(what=labels[sort].text(language))


def _detail_words(key: str, pack: RulePack, language: str) -> str:
    """Return a detail and its kind in words, from `labour.minutes_per_week`."""
    kind, _dot, name = key.partition(".")
    definition = pack.kinds[kind]
    detail = definition.details.get(name)
    said = detail.label.text(language) if detail else name
    return f"{definition.label.text(language)}: {said}"
