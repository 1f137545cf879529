"""A graph of any size in the contract's layout, of made-up parks and firms: a number of triples comes in, quads go out.

Shaped like what documents give: for each firm a name, a mention, a park that it is in, a statement with its evidence;
for each park figures over years. Parks have from one to some hundreds of firms (Zipf).
"""

import random
from collections.abc import Iterator

import pyoxigraph as ox

from graph.derive import GRAPH, LABEL
from graph.rdf import ID, OA_END, OA_START, OBJECT, PREDICATE, RDF_STATEMENT, SELECTOR, SUBJECT, TYPE, ct

_WORDS = "云栈 松涛 望江 听澜 青梧 远岫 沐石 长桥 临溪 鹿鸣 金穗 星河 东湾 西岭 南浦 北辰".split()
_TRADES = "生物医药 智能装备 新材料 数字科技 半导体 新能源 电子商务 精密机械 软件信息 供应链".split()
_ENDS = ("产业园", "科技园", "小镇", "孵化器", "大厦")
_PER_FIRM = 20  # triples


def quads(triples: int, seed: int = 7) -> Iterator[ox.Quad]:
    """About `triples` quads, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - the same every time is what is wanted
    firms = triples // _PER_FIRM
    parks = max(10, firms // 60)
    document = ox.NamedNode(f"{ID}document/bench")
    trades = [ox.NamedNode(f"{ID}industry/{n}") for n in range(200)]
    for number, node in enumerate(trades):
        yield from _named(node, "Industry", f"{rng.choice(_TRADES)}{number}", GRAPH)
    places = [ox.NamedNode(f"{ID}platform/{n}") for n in range(parks)]
    for node in places:
        yield from _named(node, "Platform", _word(rng) + rng.choice(_ENDS), GRAPH)
        yield ox.Quad(node, ct("focusesOn"), rng.choice(trades), GRAPH)
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
        name = f"{_word(rng)}{rng.choice(_TRADES)}{number}有限公司"
        (park,) = rng.choices(places, weights)
        yield from _named(firm, "Enterprise", name, GRAPH)
        yield from _mention(firm, number, document)
        yield from _stated(firm, "locatedIn", park, number, rng, document)
        yield ox.Quad(firm, ct("inIndustry"), rng.choice(trades), GRAPH)


def _named(node: ox.NamedNode, cls: str, name: str, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    yield ox.Quad(node, TYPE, ct(cls), graph)
    yield ox.Quad(node, LABEL, ox.Literal(name, language="zh"), graph)


def _mention(node: ox.NamedNode, number: int, document: ox.NamedNode) -> Iterator[ox.Quad]:
    place = ox.NamedNode(f"{ID}mention/{number}")
    yield ox.Quad(node, ct("mention"), place, document)
    yield from _place(place, number, document)


def _stated(
    subject: ox.NamedNode, name: str, object_: ox.NamedNode, number: int, rng: random.Random,
    document: ox.NamedNode,
) -> Iterator[ox.Quad]:  # fmt: skip
    statement, place = ox.NamedNode(f"{ID}statement/{number}"), ox.NamedNode(f"{ID}evidence/{number}")
    yield ox.Quad(subject, ct(name), object_, GRAPH)
    yield ox.Quad(statement, TYPE, RDF_STATEMENT, GRAPH)
    yield ox.Quad(statement, SUBJECT, subject, GRAPH)
    yield ox.Quad(statement, PREDICATE, ct(name), GRAPH)
    yield ox.Quad(statement, OBJECT, object_, GRAPH)
    yield ox.Quad(statement, ct("confidence"), _number(round(rng.uniform(0.5, 0.99), 3), "decimal"), GRAPH)
    yield ox.Quad(statement, ct("evidence"), place, document)
    yield from _place(place, number, document)


def _place(place: ox.NamedNode, number: int, document: ox.NamedNode) -> Iterator[ox.Quad]:
    yield ox.Quad(place, TYPE, SELECTOR, document)
    yield ox.Quad(place, ct("document"), document, document)
    yield ox.Quad(place, OA_START, _number(number, "integer"), document)
    yield ox.Quad(place, OA_END, _number(number + 12, "integer"), document)


def _number(value: float, kind: str) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}"))


def _word(rng: random.Random) -> str:
    return rng.choice(_WORDS) + rng.choice(_WORDS)
