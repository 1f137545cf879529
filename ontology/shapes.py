"""Shapes: comes in the ontology's graph, goes out all that a graph of facts must conform to, as SHACL.

Most shapes stand in the Turtle files beside their classes. What those files say already in other words - domains,
ranges, the words for kinds, the units of indicators, the bounds of ratios - is not written there a second time: its
shapes are made here. Targets that nothing carries itself (ct:Entity) become the classes under them.
"""

from collections.abc import Iterable, Mapping

from rdflib import OWL, RDF, RDFS, SH, SKOS, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Literal, Node

from ontology.terms import CT, EntityClass, Indicator, Property, below, read_classes, read_indicators, read_properties
from ontology.terms import read_relations as _relations

_SCHEMA = URIRef("https://w3id.org/chantu/ontology")
_STATED = ("date", "startDate", "endDate")  # what is stated of an entity besides relations


def read_shapes(ontology: Graph) -> Graph:
    """The shapes of an ontology's graph: those it holds and those that follow from it."""
    classes = read_classes(ontology)
    properties = read_properties(ontology, classes)
    relations = _relations(ontology, classes, properties)
    shapes = Graph()
    for node in ontology.subjects(RDF.type, SH.NodeShape):
        _copy(ontology, node, shapes)
    for triple in ontology.triples((_SCHEMA, SH.declare, None)):
        _copy(ontology, triple[0], shapes)
    _targets(shapes, classes)
    for relation in relations.values():
        _ends(shapes, relation)
    _stated(shapes, relations)
    for name, known in properties.items():
        _values(ontology, shapes, name, known)
    indicators = read_indicators(ontology)
    _one_of(shapes, CT.ObservationShape, CT.indicator, sorted(CT[name] for name in indicators))
    _units(shapes, indicators)
    _bounds(ontology, shapes)
    _vocabulary(shapes, properties)
    return shapes


def _copy(source: Graph, node: Node, target: Graph) -> None:
    """Copy what is said of a node, and of the blank nodes under it."""
    for predicate, value in source.predicate_objects(node):
        if (node, predicate, value) in target:
            continue
        if isinstance(node, BNode) or str(predicate).startswith(str(SH)) or predicate in (RDF.type, RDFS.label):
            target.add((node, predicate, value))
            if isinstance(value, BNode):
                _copy(source, value, target)


def _targets(shapes: Graph, classes: Mapping[str, EntityClass]) -> None:
    for shape, target in list(shapes.subject_objects(SH.targetClass)):
        under = below(_local(target), classes) if _local(target) in classes else frozenset()
        if under and under != {_local(target)}:
            shapes.remove((shape, SH.targetClass, target))
            for name in sorted(under):
                shapes.add((shape, SH.targetClass, CT[name]))


def _ends(shapes: Graph, relation: Property) -> None:
    for end, target, allowed in (
        ("Domain", SH.targetSubjectsOf, relation.domain),
        ("Range", SH.targetObjectsOf, relation.range),
    ):
        shape = CT[f"{relation.name}{end}Shape"]
        which = {"Domain": ("主语", "subject"), "Range": ("宾语", "object")}[end]
        _shape(
            shapes, shape, f"“{relation.label}”{which[0]}的约束", f"Shape of the {which[1]} of {relation.name}"
        )  # fmt: skip
        shapes.add((shape, target, CT[relation.name]))
        classes = " ".join(f"ct:{name}" for name in sorted(allowed))
        _select(
            shapes, shape,
            f"SELECT $this WHERE {{ FILTER NOT EXISTS {{ VALUES ?class {{ {classes} }} $this a ?class }} }}",
            f"“{relation.label}”的{which[0]}不是所允许的类",
            f"the {which[1]} of {relation.name} is of no class it may be",
        )  # fmt: skip


def _stated(shapes: Graph, relations: Mapping[str, Property]) -> None:
    """Every relation and date has a statement; a statement is of nothing else."""
    names = [*sorted(relations), *_STATED]
    _one_of(shapes, CT.StatementShape, RDF.predicate, [CT[n] for n in names])
    for name in names:
        shape = CT[f"{name}StatedShape"]
        _shape(
            shapes, shape, f"{name} 出处的约束", f"Shape of the source of {name}",
            "这条事实没有陈述，也就没有出处", "the fact has no statement and so no evidence",
        )  # fmt: skip
        shapes.add((shape, SH.targetSubjectsOf, CT[name]))
        _select(
            shapes, shape,
            f"""SELECT $this ?value (ct:{name} AS ?path) WHERE {{ $this ct:{name} ?value .
            FILTER NOT EXISTS {{ ?statement rdf:subject $this ; rdf:predicate ct:{name} ; rdf:object ?value }} }}""",
            f"没有陈述的 {name}", f"{name} without a statement",
        )  # fmt: skip


def _values(ontology: Graph, shapes: Graph, name: str, known: Property) -> None:
    """A property whose range is a kind, or a list of literals, has one of those."""
    range_ = ontology.value(CT[name], RDFS.range)
    literals = ontology.value(range_, OWL.oneOf) if range_ is not None else None
    if literals is not None:
        _one_of(shapes, CT[f"{name}ValueShape"], CT[name], list(Collection(ontology, literals)), subjects=CT[name])
        return
    under = set(ontology.transitive_subjects(RDFS.subClassOf, range_)) if range_ is not None else set()
    kinds = sorted(k for cls in under for k in ontology.subjects(RDF.type, cls) if isinstance(k, URIRef))
    if kinds and name not in ("kind", "indicator"):
        _one_of(shapes, CT[f"{name}ValueShape"], CT[name], kinds, subjects=CT[name])


def _one_of(shapes: Graph, shape: URIRef, path: URIRef, values: Iterable[Node], subjects: URIRef | None = None) -> None:
    name = _local(path).rpartition("#")[2]
    if subjects is not None:
        _shape(shapes, shape, f"{name} 取值的约束", f"Shape of the values of {name}")
        shapes.add((shape, SH.targetSubjectsOf, subjects))
    known, verb = ", ".join(value.n3() for value in values), path.n3()
    _select(
        shapes, shape,
        f"SELECT $this ?value ({verb} AS ?path) WHERE {{ $this {verb} ?value FILTER(?value NOT IN ({known})) }}",
        f"{name} 的值不在本体之列", f"the value of {name} is none that the ontology has",
    )  # fmt: skip


def _units(shapes: Graph, indicators: Mapping[str, Indicator]) -> None:
    """An amount is in a unit of its indicator; a ratio about an indicator is in none."""
    allowed = ", ".join(Literal(f"{i.name} {unit}").n3() for i in indicators.values() for unit in i.units)
    _select(
        shapes, CT.ObservationShape,
        f"""SELECT $this ?value (ct:unit AS ?path) WHERE {{
            $this ct:indicator ?indicator ; ct:measure ?measure ; ct:unit ?value .
            FILTER(IF(?measure IN ("actual", "target"),
              CONCAT(STRAFTER(STR(?indicator), "#"), " ", ?value) NOT IN ({allowed}), ?value != "1")) }}""",
        "单位不是这一指标的单位", "the unit is none of the indicator",
    )  # fmt: skip


def _bounds(ontology: Graph, shapes: Graph) -> None:
    """Measures, indicators and counts within the bounds that the ontology gives them (ct:least, ct:most, ct:whole)."""
    rows = []
    for node in sorted({*ontology.subjects(CT.least, None), *ontology.subjects(CT.most, None)}, key=str):
        notation = ontology.value(node, SKOS.notation)
        key = Literal(str(notation)).n3() if notation is not None else f"ct:{_local(node)}"
        least, most = (ontology.value(node, CT[p]) for p in ("least", "most"))
        rows.append(f"({key} {least if least is not None else 'UNDEF'} {most if most is not None else 'UNDEF'})")
    _select(
        shapes, CT.ObservationShape,
        f"""SELECT $this ?value (ct:value AS ?path) WHERE {{
            VALUES (?sort ?least ?most) {{ {" ".join(rows)} }}
            $this ct:value ?value ; ct:measure ?measure ; ct:indicator ?indicator .
            FILTER(?sort = ?measure || (?sort = ?indicator && ?measure IN ("actual", "target")))
            FILTER(?value < ?least || ?value > ?most) }}""",
        "数值超出了这一口径或指标的范围", "the value lies outside what the measure or the indicator can be",
    )  # fmt: skip
    whole = " ".join(f"ct:{_local(n)}" for n in sorted(ontology.subjects(CT.whole, Literal(True)), key=str))
    _select(
        shapes, CT.ObservationShape,
        f"""SELECT $this ?value (ct:value AS ?path) WHERE {{
            VALUES ?indicator {{ {whole} }}
            $this ct:indicator ?indicator ; ct:value ?value ; ct:measure ?measure ; ct:unit "1" .
            FILTER(?measure IN ("actual", "target") && ?value != FLOOR(?value)) }}""",
        "个数应是整数", "a count is a whole number",
    )  # fmt: skip


def _vocabulary(shapes: Graph, properties: Mapping[str, Property]) -> None:
    """Nothing is said with words that the vocabulary has not."""
    shape = CT.VocabularyShape
    _shape(shapes, shape, "用词的约束", "Shape of the vocabulary")
    known = ", ".join(f"ct:{name}" for name in sorted(properties))
    for cls in ("Document", "Observation", "Boundary"):
        shapes.add((shape, SH.targetClass, CT[cls]))
    for target in sorted(shapes.objects(CT.EntityShape, SH.targetClass), key=str):
        shapes.add((shape, SH.targetClass, target))
    _select(
        shapes, shape,
        f"""SELECT $this ?value (?predicate AS ?path) WHERE {{ $this ?predicate ?value .
            FILTER(STRSTARTS(STR(?predicate), STR(ct:)) && ?predicate NOT IN ({known})) }}""",
        "本体里没有这个属性", "the ontology has no such property",
    )  # fmt: skip


def _select(shapes: Graph, shape: URIRef, query: str, zh: str, en: str) -> None:
    constraint = BNode()
    shapes.add((shape, SH.sparql, constraint))
    shapes.add((constraint, SH.prefixes, _SCHEMA))
    shapes.add((constraint, SH.select, Literal(query)))
    _messages(shapes, constraint, zh, en)


def _shape(shapes: Graph, shape: URIRef, label: str, label_en: str, zh: str = "", en: str = "") -> None:
    shapes.add((shape, RDF.type, SH.NodeShape))
    shapes.add((shape, RDFS.label, Literal(label, lang="zh")))
    shapes.add((shape, RDFS.label, Literal(label_en, lang="en")))
    if zh:
        _messages(shapes, shape, zh, en)


def _messages(shapes: Graph, node: Node, zh: str, en: str) -> None:
    shapes.add((node, SH.message, Literal(zh, lang="zh")))
    shapes.add((node, SH.message, Literal(en, lang="en")))


def _local(node: Node) -> str:
    return str(node).removeprefix(str(CT))
