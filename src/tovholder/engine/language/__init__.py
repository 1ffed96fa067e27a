"""The definition language: small, total, read from YAML, every error with its place."""

from tovholder.engine.durations import Duration
from tovholder.engine.language.attributes import AttributeDefinition, AttributeType
from tovholder.engine.language.details import Detail, DetailType, Problem
from tovholder.engine.language.errors import LanguageError, LanguageErrors, Place
from tovholder.engine.language.expectations import (
    Expectation,
    ExpectationKind,
    Law,
    Version,
    WhoAt,
    Within,
)
from tovholder.engine.language.kinds import AbsentMeans, Kind, parse_kind
from tovholder.engine.language.loading import load_pack
from tovholder.engine.language.pack import RulePack
from tovholder.engine.language.parameters import DatedAmount, NotKnown, Parameter, Unit
from tovholder.engine.words import Label

__all__ = [
    "AbsentMeans",
    "AttributeDefinition",
    "AttributeType",
    "DatedAmount",
    "Detail",
    "DetailType",
    "Duration",
    "Expectation",
    "ExpectationKind",
    "Kind",
    "Label",
    "LanguageError",
    "LanguageErrors",
    "Law",
    "NotKnown",
    "Parameter",
    "Place",
    "Problem",
    "RulePack",
    "Unit",
    "Version",
    "WhoAt",
    "Within",
    "load_pack",
    "parse_kind",
]
