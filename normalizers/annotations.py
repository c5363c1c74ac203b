"""The layers of a scoring text: what each component adds, and where the next one finds it.

Every annotation carries ``start`` and ``end``, offsets into the *dense* text (see ``fold``).  ``Layers`` holds them all
and lives, in the spaCy pipeline, in ``doc.user_data[KEY]``; ``doc.spans`` shows the same layers over the original text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from normalizers.fold import Folded
from normalizers.patterns.grams import Grams

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc

KEY = "kaohe"

Op = Literal["<", "<=", ">", ">=", "=", "between"]
Effect = Literal["deduct", "award", "bonus", "forfeit", "exempt", "veto", "refer"]
Basis = Literal[
    "fixed",
    "per_unit",
    "proportional",
    "discretionary",
    "full",
    "share",
    "multiple",
    "formula",
    "by_reference",
]
Rank = Literal["top", "bottom", "exact", "exact_bottom"]
Direction = Literal["deduct", "award", "bonus", "net"]


@dataclass(slots=True)
class Sentence:
    """A run of the text in which quantifiers and thresholds reach forward; ``point`` numbers its numbered point.

    ``bracket`` marks the content of a bracket that holds a consequence of its own; ``around`` is then the sentence
    that the bracket stands in.
    """

    start: int
    end: int
    point: int
    bracket: bool = False
    around: Sentence | None = None


@dataclass(slots=True)
class Quantity:
    """A number with its unit.  ``value_to`` is the upper end of a range, ``rank`` the end a place counts from."""

    start: int
    end: int
    value: str
    unit: str | None
    value_to: str | None = None
    rank: Rank | None = None
    every: bool = False
    """Written without a number after 每 (每次)."""
    repaired: str | None = None
    """What was read differently from how it is written, in Chinese."""


@dataclass(slots=True)
class Limit:
    """The words of a cap, before it is known which rules it covers."""

    start: int
    end: int
    kind: Literal["amount", "item_score", "unlimited"]
    direction: Direction | None
    points: str | None = None
    period: str | None = None
    reach: Literal["sentence", "text", "point"] = "sentence"
    full_mark: bool = False
    """Said as the full mark (满分, 上限): for a proportional award it is the award's points and no cap."""


@dataclass(slots=True)
class Consequence:
    """The words that cost or earn points, with the amount; ``start`` and ``end`` are those of the words."""

    start: int
    end: int
    effect: Effect
    basis: Basis | None
    points: str | None = None
    points_min: str | None = None
    factor: str | None = None
    formula: str | None = None
    unit_after: tuple[str, str] | None = None
    """Quantity and unit written behind the amount: 扣1分/次."""
    each: bool = False
    """Said with 各 or 分别: it applies to parallel subjects."""
    coordinate: int = 0
    """0 for the first amount, 1, 2 … for the further amounts of a list (扣0.2分、0.1分)."""
    listed: int = 1
    """How many amounts the list has."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kinds and messages of what is doubtful in it."""


@dataclass(slots=True)
class Quantifier:
    """How many of what one amount is for.  ``fronted`` ones also govern later consequences of their sentence."""

    start: int
    end: int
    quantity: str
    unit: str
    fronted: bool = False
    explicit: bool = True
    """Said with 每 (or /); without it a number may turn out to be a step of a ladder (死亡1人 …，死亡2人 …)."""


@dataclass(slots=True)
class Bound:
    """A numeric bound on a measured thing, as the text states it (before any negation by what follows)."""

    start: int
    end: int
    op: Op
    value: str
    unit: str | None
    value_to: str | None = None
    from_end: bool = False
    required: bool = False
    """May state what is required (达到, 至少, 不超过) rather than what has happened (低于, 超过)."""
    bare: bool = False
    """A number without a comparator (会议两次); a bound only where a shortfall follows."""


@dataclass(slots=True)
class Note:
    """What a component found doubtful or repaired; ``message`` is in Chinese and becomes a finding."""

    start: int
    end: int
    kind: str
    message: str


@dataclass(slots=True)
class Layers:
    """All annotations of one text, each list in the order of the text."""

    folded: Folded
    record: Mapping[str, object] = field(default_factory=dict)
    surface: str = ""
    """The dense text with titles and the numbers of quoted names blanked out: what the grammar reads."""
    grams: Grams = frozenset()
    """At least the grams of ``surface`` that are not blanked."""
    brackets: list[tuple[int, int]] = field(default_factory=list)
    points: list[int] = field(default_factory=list)
    """Where each numbered point begins; the text before the first is point 0."""
    labels: list[str] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    consequences: list[Consequence] = field(default_factory=list)
    amounts: set[int] = field(default_factory=set)
    """By their places in ``quantities``, those that are the amounts of consequences."""
    dealt: frozenset[int] = frozenset()
    """Where the numbers of lists begin that a list of amounts is dealt out to (1次、2次、3次及以上的，分别扣…)."""
    quantifiers: list[Quantifier] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def layers(doc: Doc) -> Layers:
    """The layers of a document that the pipeline is reading."""
    found: Layers = doc.user_data[KEY]
    return found
