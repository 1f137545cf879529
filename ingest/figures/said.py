"""What passes between the steps of figures: a quantity with what it says, before and after its subject is known."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.figures.lexicon import ACTUAL
from ingest.quantities import Quantity

_RECENT = 24  # how many numbers back words may lean


@dataclass(frozen=True, slots=True)
class Said:
    """A quantity read as a figure; `indicator` is "" where it is none of ours, and then it only stands in the way.

    `clause` is where its clause starts and ends. `kinds` are the indicators that an open word (总面积) may mean, the
    first that its subject can bear is meant. `base` is the figure that a ratio compares. `place` of `places` is its
    place in a list of numbers that 分别 spreads over as many subjects. `cut` is where the words about the whole begin
    (占全市的75%): no name behind it is the subject.
    """

    quantity: Quantity
    indicator: str
    measure: str = ACTUAL
    scope: str | None = None
    sureness: float = 0.0
    clause: tuple[int, int] = (0, 0)
    kinds: tuple[tuple[str, str], ...] = ()
    base: "Said | None" = None
    place: int = 0
    places: int = 1
    negative: bool = False
    cut: int | None = None

    @property
    def before(self) -> int:
        """The end of the text in which its subject may be named."""
        return self.quantity.start if self.cut is None else self.cut


@dataclass(slots=True)
class Spoken:
    """What was said so far in a paragraph, for the words that lean on it.

    `lead` is the unfinished sentence before this one (a label, or a line that a page break cut off).
    """

    recent: list[Said] = field(default_factory=list)  # of this sentence, the numbers that are no ratios
    counted: str = ""  # the indicator of the last counted noun
    measured: str = ""  # the last indicator in money, area or goods
    target: bool = False
    lead: str = ""

    def copy(self) -> "Spoken":
        """The same for a side remark, which changes nothing in the text around it."""
        return Spoken(list(self.recent), self.counted, self.measured, self.target, self.lead)

    def next_sentence(self, lead: str) -> None:
        """A new sentence of the paragraph begins."""
        self.recent, self.target, self.lead = [], False, lead

    def take_in(self, said: Sequence[Said]) -> None:
        """Keep what later words may lean on."""
        self.recent = [*self.recent, *said][-_RECENT:]
        for s in said:
            if s.indicator and s.quantity.unit == "1":
                self.counted = s.indicator
            elif s.indicator:
                self.measured = s.indicator


@dataclass(frozen=True, slots=True)
class Told:
    """An amount whose subject is known: what it is a figure of, how it is meant, whose it is, and how sure that is."""

    quantity: Quantity
    indicator: str
    measure: str
    subject: int
    confidence: float
