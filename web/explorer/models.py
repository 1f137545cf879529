"""What /api/graph answers with. Classes and properties are local names; their labels are in /api/graph/words."""

from pydantic import BaseModel, Field


class Words(BaseModel):
    """A term in both languages; `inverse` is a property's label from object to subject."""

    zh: str
    en: str
    inverse_zh: str = ""
    inverse_en: str = ""
    colour: str = ""
    shape: str = ""
    glyph: str = ""


class Vocabulary(BaseModel):
    """The labels of everything that is drawn; `shared` are the classes of what so many share that it says little."""

    classes: dict[str, Words]
    properties: dict[str, Words]
    indicators: dict[str, Words]
    measures: dict[str, Words]
    kinds: dict[str, Words]
    shared: list[str]


class Thing(BaseModel):
    """An entity; `degree` counts its statements, `mentions` the places that name it, `dates` are EDTF."""

    iri: str = Field(examples=["https://w3id.org/chantu/id/platform/0f3a5b6c7d8e"])
    label: str
    cls: str = Field(examples=["Platform"])
    href: str = Field(examples=["/entity/platform/0f3a5b6c7d8e"])
    degree: int
    mentions: int
    dates: list[str] = Field(examples=[["2019-11"]])


class Statement(BaseModel):
    """A statement, from subject to object; `sources` are documents, `evidences` counts the places that state it.

    `dates` are when it was so, as far as one of its ends is an event or a project with dates.
    """

    iri: str
    subject: str
    object: str
    predicate: str
    confidence: float
    evidences: int
    sources: list[str]
    dates: list[str]


class Source(BaseModel):
    """A document."""

    iri: str
    title: str
    href: str
    issued: str


class Part(BaseModel):
    """A part of the graph; `total` counts all that was asked for, `statements` are what is told of it."""

    things: list[Thing]
    statements: list[Statement]
    sources: list[Source]
    total: int


class BundleModel(BaseModel):
    """So many entities of a class that a property leads to, from the entity (`outgoing`) or to it."""

    predicate: str
    outgoing: bool
    cls: str
    count: int


class Around(BaseModel):
    """An entity and its relations, counted."""

    thing: Thing
    bundles: list[BundleModel]
    total: int


class GroupModel(BaseModel):
    """A group of the overview, placed (pixels); `thing` is what it is about, `rest` how many groups it stands for."""

    key: str
    thing: Thing | None
    names: list[str]
    size: int
    classes: dict[str, int]
    radius: float
    x: float
    y: float
    rest: int


class LinkModel(BaseModel):
    """What connects two groups: so many statements, by property."""

    source: str
    target: str
    weight: int
    predicates: dict[str, int]


class OverviewModel(BaseModel):
    """The graph at a glance; `lone` counts what is in no group."""

    by: str
    groups: list[GroupModel]
    links: list[LinkModel]
    groups_in_all: int
    links_in_all: int
    entities: int
    statements: int
    lone: int
    version: str


class Members(BaseModel):
    """Entities of a group, a page of `total`."""

    things: list[Thing]
    total: int


class Step(BaseModel):
    """One step of a path: the statements that make it."""

    statements: list[str]


class PathModel(BaseModel):
    """A path: its entities in order, and a step between each two."""

    things: list[str]
    steps: list[Step]


class Paths(BaseModel):
    """Paths between two entities, the shortest first, and the part of the graph that they lie in.

    `more` tells whether there are more than were asked for.
    """

    paths: list[PathModel]
    more: bool
    part: Part


class Wanted(BaseModel):
    """Entities, by IRI."""

    entities: list[str] = Field(max_length=1000)


class QuoteModel(BaseModel):
    """A place that states a fact; `start` and `end` count characters of the document, end exclusive."""

    title: str
    href: str
    start: int
    end: int
    before: str
    text: str
    after: str
    confidence: float
    told: str = Field(description="what the place says more of the fact, such as 主办 or 控股")


class Fact(BaseModel):
    """A date of an entity."""

    statement: str
    predicate: str
    value: str


class Claim(BaseModel):
    """What another statement says of the same: its object, as a name or a date, and where."""

    statement: str
    object: str
    thing: Thing | None
    quotes: list[QuoteModel]


class Proof(BaseModel):
    """A fact with its ends, the places that state it, and what others say instead."""

    statement: str
    predicate: str
    subject: Thing
    object: Thing | None
    value: str
    confidence: float
    quotes: list[QuoteModel]
    others: list[Claim]


class FigureModel(BaseModel):
    """A figure: `number` in the base unit, `value` as people write it; `disputed` where others say otherwise.

    `factor` is the unit that people use, `word`, in base units: 1e8 for 亿元.
    """

    indicator: str
    measure: str
    unit: str
    number: float
    factor: float
    word: str
    value: str
    period: str
    scope: str
    disputed: bool
    quote: QuoteModel


class Happening(BaseModel):
    """An event or a date in the life of an entity: which date of what it is, and the statement that says so."""

    date: str
    thing: Thing
    predicate: str = Field(examples=["startDate"])
    statement: str


class Mentioned(BaseModel):
    """A document that names an entity, in so many places; `title` is the file's name where it has no other."""

    title: str
    href: str
    places: int


class Card(BaseModel):
    """What is said of an entity beside its relations; `…_in_all` count those not told too."""

    thing: Thing
    names: list[str]
    kinds: list[str]
    chain: list[str]
    dates: list[Fact]
    figures: list[FigureModel]
    happenings: list[Happening]
    happenings_in_all: int
    documents: list[Mentioned]
    documents_in_all: int


class Link(BaseModel):
    """A chain and the position in it (upstream, midstream, downstream, "" where it is not told)."""

    zh: str
    en: str
    position: str


class Links(BaseModel):
    """Entities and their chains, side by side; an entity may stand several times."""

    entities: list[str]
    links: list[Link]
