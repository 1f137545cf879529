"""What passes between the steps of figures: a quantity with what it says, before and after its subject is known."""

from dataclasses import dataclass, field

from ingest.figures.lexicon import ACTUAL
from ingest.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Said:
    """A quantity read as a figure; `indicator` is "" where it is none of ours, and then it only stands in the way.

    `clause` is where its clause starts and ends. `hints` names the kind of area that the words around it speak of
    where the indicator's own word leaves that open. `base` is the figure that a ratio compares with, `place` and
    `places` its place in a list of numbers that 分别 spreads over as many subjects.
    """

    quantity: Quantity
    indicator: str
    measure: str = ACTUAL
    scope: str | None = None
    sureness: float = 0.0
    clause: tuple[int, int] = (0, 0)
    hints: frozenset[str] = frozenset()
    base: "Said | None" = None
    place: int = 0
    places: int = 1
    negative: bool = False


@dataclass(slots=True)
class Spoken:
    """What was said so far in a paragraph, for the words that lean on it."""

    group: list[Said] = field(default_factory=list)  # the last numbers that are no ratios
    counted: str = ""  # the indicator of the last counted noun
    measured: str = ""  # the last indicator in money, area or goods
    target: bool = False

    def copy(self) -> "Spoken":
        """The same for a side remark, which changes nothing in the text around it."""
        return Spoken(list(self.group), self.counted, self.measured, self.target)
