"""A graph of any size in the contract's layout, of made-up parks and firms: a number of triples comes in, quads go out.

Shaped like what documents give: for each firm a name, a mention, a park that it is in, a statement with its evidence;
for each park figures over years. Parks have from one to some hundreds of firms (Zipf).
"""

import random
from collections.abc import Iterator

import pyoxigraph as ox

from graph.rdf import ID, SELECTOR, TYPE, ct

LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_OA = "http://www.w3.org/ns/oa#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SYLLABLES = "云栈松涛望江听澜青梧远岫沐石长桥临溪鹿鸣金穗星河东湾西岭南浦北辰"
_TRADES = "生物医药智能装备新材料数字科技半导体新能源电子商务精密机械软件信息物流供应链"
_ENDS = ("产业园", "科技园", "小镇", "孵化器", "大厦")
_PER_FIRM = 20  # triples


def quads(triples: int, seed: int = 7) -> Iterator[ox.Quad]:
    """About `triples` quads, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - the same every time is what is wanted
    firms = triples // _PER_FIRM
    parks = max(10, firms // 60)
    document = ox.NamedNode(f"{ID}document/bench")
    derived = ox.NamedNode(f"{ID}graph/derived")
    trades = [ox.NamedNode(f"{ID}industry/{n}") for n in range(200)]
    for number, node in enumerate(trades):
        yield from _named(node, "Industry", f"{_trade(rng)}{number}", derived)
    places = [ox.NamedNode(f"{ID}platform/{n}") for n in range(parks)]
    for node in places:
        yield from _named(node, "Platform", _word(rng, 2) + rng.choice(_ENDS), derived)
        yield ox.Quad(node, ct("focusesOn"), rng.choice(trades), derived)
        for year in range(2017, 2021):
            figure = ox.NamedNode(f"{node.value.replace('/platform/', '/observation/')}-{year}")
            yield ox.Quad(figure, TYPE, ct("Observation"), document)
            yield ox.Quad(figure, ct("subject"), node, document)
            yield ox.Quad(figure, ct("indicator"), ct("revenue"), document)
            yield ox.Quad(figure, ct("measure"), ox.Literal("actual"), document)
            yield ox.Quad(figure, ct("value"), _number(rng.randint(10**7, 10**11), "decimal"), document)
            yield ox.Quad(figure, ct("unit"), ox.Literal("CNY"), document)
            yield ox.Quad(figure, ct("period"), ox.Literal(str(year)), document)
    weights = [1 / (n + 1) for n in range(parks)]
    for number in range(firms):
        firm = ox.NamedNode(f"{ID}enterprise/{number}")
        name = f"{_word(rng, 2)}{_trade(rng)}{number}有限公司"
        (park,) = rng.choices(places, weights)
        yield from _named(firm, "Enterprise", name, derived)
        yield from _mention(firm, number, document)
        yield from _stated(firm, "locatedIn", park, number, rng, document, derived)
        yield ox.Quad(firm, ct("inIndustry"), rng.choice(trades), derived)


def _named(node: ox.NamedNode, cls: str, name: str, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    yield ox.Quad(node, TYPE, ct(cls), graph)
    yield ox.Quad(node, LABEL, ox.Literal(name, language="zh"), graph)


def _mention(node: ox.NamedNode, number: int, document: ox.NamedNode) -> Iterator[ox.Quad]:
    place = ox.NamedNode(f"{ID}mention/{number}")
    yield ox.Quad(node, ct("mention"), place, document)
    yield from _place(place, number, document)


def _stated(
    subject: ox.NamedNode, name: str, object_: ox.NamedNode, number: int, rng: random.Random,
    document: ox.NamedNode, derived: ox.NamedNode,
) -> Iterator[ox.Quad]:  # fmt: skip
    statement, place = ox.NamedNode(f"{ID}statement/{number}"), ox.NamedNode(f"{ID}evidence/{number}")
    yield ox.Quad(subject, ct(name), object_, derived)
    yield ox.Quad(statement, TYPE, ox.NamedNode(f"{_RDF}Statement"), derived)
    yield ox.Quad(statement, ox.NamedNode(f"{_RDF}subject"), subject, derived)
    yield ox.Quad(statement, ox.NamedNode(f"{_RDF}predicate"), ct(name), derived)
    yield ox.Quad(statement, ox.NamedNode(f"{_RDF}object"), object_, derived)
    yield ox.Quad(statement, ct("confidence"), _number(round(rng.uniform(0.5, 0.99), 3), "decimal"), derived)
    yield ox.Quad(statement, ct("evidence"), place, document)
    yield from _place(place, number, document)


def _place(place: ox.NamedNode, number: int, document: ox.NamedNode) -> Iterator[ox.Quad]:
    yield ox.Quad(place, TYPE, SELECTOR, document)
    yield ox.Quad(place, ct("document"), document, document)
    yield ox.Quad(place, ox.NamedNode(f"{_OA}start"), _number(number, "integer"), document)
    yield ox.Quad(place, ox.NamedNode(f"{_OA}end"), _number(number + 12, "integer"), document)


def _number(value: float, kind: str) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}"))


def _word(rng: random.Random, pairs: int) -> str:
    return "".join(_SYLLABLES[2 * (at := rng.randrange(len(_SYLLABLES) // 2)) : 2 * at + 2] for _ in range(pairs))


def _trade(rng: random.Random) -> str:
    at = rng.randrange(len(_TRADES) // 4)
    return _TRADES[4 * at : 4 * at + 4]
