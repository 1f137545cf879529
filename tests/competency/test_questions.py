"""What officers of investment promotion ask has an answer in the graph: each question's SPARQL gives the expected rows.

A question is a file of questions/: `# question:` in Chinese, an `# answer:` for each row (columns parted by |), and
the query. What stands in questions/inferred/ asks for what is not stored and is spelled out by graph.store.infer.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import ontology
from graph.results import shown
from graph.store.base import Boolean, Solutions, Store
from graph.store.infer import expand, schema
from graph.validate import check_store
from ontology.tree import SCHEMES
from queries.catalogue import bind, find
from tests.competency.world import documents, world

SCHEMA = schema(ontology.load())
FOLDER = Path(__file__).parent / "questions"
STATED = ("date", "startDate", "endDate")
TOLD = ("platformKind", "rank", "eventKind", "organizerRole", "shareholdingKind", "givenBy")
OTHERS = ("boundary", "direction", "boundedBy", "chainPosition", "evidence", "confidence", "mention", "text")
MEASURES = ("actual", "target", "growth", "share", "completion")
FIGURES = ("subject", "indicator", "measure", "value", "valueMax", "unit", "scope", "period", "approximate")

Rows = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its query and the rows that answer it; `ordered` where the query says in what order."""

    name: str
    asked: str
    answer: Rows
    sparql: str

    def beside(self, rows: Rows) -> tuple[Rows, Rows]:
        """The rows and the answer as they are compared: in order, or whatever the order."""
        ordered = "ORDER BY" in self.sparql
        return (rows, self.answer) if ordered else (sorted(rows), sorted(self.answer))


def read(path: Path) -> Question:
    lines = path.read_text("utf-8").splitlines()
    asked = [line.removeprefix("# question:").strip() for line in lines if line.startswith("# question:")]
    answer = [
        tuple(cell.strip() for cell in line.removeprefix("# answer:").split("|"))
        for line in lines
        if line.startswith("# answer:")
    ]
    return Question(path.stem, " ".join(asked), answer, "\n".join(lines))


PLAIN = [read(path) for path in sorted(FOLDER.glob("*.rq"))]
INFERRED = [read(path) for path in sorted((FOLDER / "inferred").glob("*.rq"))]
plain = pytest.mark.parametrize("question", PLAIN, ids=lambda q: q.name)
inferred = pytest.mark.parametrize("question", INFERRED, ids=lambda q: q.name)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return world(tmp_path_factory.mktemp("world") / "store")


def rows(store: Store, sparql: str) -> Rows:
    answer = store.query(sparql)
    if isinstance(answer, Boolean):
        return [(str(answer.value).lower(),)]
    assert isinstance(answer, Solutions)
    return [tuple(shown(term) for term in row) for row in answer.rows]


@plain
def test_a_question_has_its_answer_without_inference(store: Store, question: Question) -> None:
    """The query as it stands answers the question."""
    found, expected = question.beside(rows(store, question.sparql))
    assert found == expected


@plain
def test_what_needs_no_inference_has_the_same_answer_with_it(store: Store, question: Question) -> None:
    """Spelling out what may be inferred changes no answer that needs none."""
    found, expected = question.beside(rows(store, expand(question.sparql, SCHEMA)))
    assert found == expected


@inferred
def test_a_question_has_its_answer_by_inference(store: Store, question: Question) -> None:
    """The query spelled out answers the question; as it stands it does not."""
    found, expected = question.beside(rows(store, expand(question.sparql, SCHEMA)))
    assert found == expected
    assert question.beside(rows(store, question.sparql))[0] != expected


def test_the_world_conforms_to_the_shapes(store: Store) -> None:
    """Whatever is asked about here may stand in a graph."""
    assert list(check_store(store)) == []


def test_evidence_of_the_world_holds_what_is_told() -> None:
    """A mention is the name as written, and the words for a boundary stand in its evidence."""
    for facts in documents():
        text = facts.source.text
        assert all(text[start:end] == exact for e in facts.entities for start, end, exact in e.mentions)
        assert all(b.by in text[b.evidence.start : b.evidence.end] for b in facts.boundaries)


def test_there_are_many_questions_each_asked_in_chinese() -> None:
    """No question is without words, and none without an answer."""
    assert len(PLAIN) >= 40
    assert len(INFERRED) >= 8
    for question in (*PLAIN, *INFERRED):
        assert re.fullmatch(r".*[\u4e00-\u9fff]{3}.*？", question.asked), question.name
        assert question.answer, question.name
    assert len({q.asked for q in (*PLAIN, *INFERRED)}) == len(PLAIN) + len(INFERRED)


def test_questions_ask_for_the_whole_vocabulary() -> None:
    """Every class, relation, kind of figure and property of the ontology occurs in some query."""
    asked = {term for q in PLAIN for term in re.findall(r"\bct:([\w-]+)", _query(q))}
    classes = {name for name, c in ontology.classes().items() if c.colour}
    assert asked >= {*classes, *ontology.relations(), *STATED, *TOLD, *OTHERS, *FIGURES, "Boundary"}
    text = " ".join(_query(q) for q in PLAIN)
    assert {m for m in MEASURES if f'ct:measure "{m}"' in text} == set(MEASURES)
    assert {"skos:exactMatch", "skos:broader", "skos:topConceptOf"} <= set(re.findall(r"skos:\w+", text))
    assert f"<https://w3id.org/chantu/industry/{SCHEMES[0]}>" in text


def test_inferred_questions_ask_for_every_inverse() -> None:
    """Each direction that is not stored is asked for."""
    asked = {term for q in INFERRED for term in re.findall(r"\bct:(\w+)", _query(q))}
    assert asked >= {iri.removeprefix(str(ontology.CT)) for iri in SCHEMA.inverses}


def _query(question: Question) -> str:
    return "\n".join(line for line in question.sparql.splitlines() if not line.startswith("#"))


@pytest.mark.parametrize("name", ["boundaries", "industries-unplaced", "project-stages", "platform-kinds", "chain"])
def test_a_stored_query_on_kinds_and_the_tree_answers_in_the_world(store: Store, name: str) -> None:
    """The catalogue's queries over what the small graph has not."""
    assert rows(store, expand(bind(find(name), {}), SCHEMA))
