"""Small graphs for tests, of invented places, firms and people, written as the contract lays them out."""

from collections.abc import Sequence
from decimal import Decimal

from graph.industries import plant
from graph.land import land
from graph.store.base import Store
from ingest.facts import DocumentFacts, Evidence, NamedEntity, Observation, Statement
from ingest.model import Source

NEWS = """云栈小镇位于青梧区，规划面积3.5平方千米，主导产业为生物医药。
2019年，云栈小镇营业收入12.5亿元，集聚企业86家，计划2020年营业收入15亿元。
远岫生物科技有限公司从事生物医药，落户云栈小镇，投资建设远岫研发中心项目，项目用地为BX0101-02地块。
沐石控股集团是远岫生物科技有限公司股东。宋应星任远岫生物科技有限公司董事长。
沐石智能装备有限公司入驻听澜大厦，听澜大厦在云栈小镇内。云栈小镇获评省级特色产业园。
2019年11月8日，远岫研发中心项目开工，云栈小镇管委会主办了开工仪式。"""
REPORT = """2019年，云栈小镇营业收入12.8亿元；松涛科技园营业收入7亿元。
远岫生物科技有限公司竞得BX0101-02地块，与松涛科技园战略合作。
2020年5月20日，云栈创新大会在云栈小镇举办。"""

_Relation = tuple[str, str, str, str]
_Figure = tuple[str, str, str, int, str, str | None, str]


def news() -> DocumentFacts:
    """News of a park: what it is, who settled, who builds, what began."""
    return _facts(
        "news.txt",
        "2020-01",
        NEWS,
        {
            "云栈小镇": "Platform",
            "听澜大厦": "Platform",
            "青梧区": "Place",
            "生物医药": "Industry",
            "远岫生物科技有限公司": "Enterprise",
            "沐石控股集团": "Enterprise",
            "沐石智能装备有限公司": "Enterprise",
            "云栈小镇管委会": "Agency",
            "远岫研发中心项目": "Project",
            "BX0101-02地块": "Parcel",
            "宋应星": "Talent",
            "省级特色产业园": "Honour",
            "开工仪式": "Event",
        },
        [
            ("云栈小镇", "locatedIn", "青梧区", "云栈小镇位于青梧区"),
            ("云栈小镇", "focusesOn", "生物医药", "主导产业为生物医药"),
            ("远岫生物科技有限公司", "inIndustry", "生物医药", "从事生物医药"),
            ("远岫生物科技有限公司", "locatedIn", "云栈小镇", "落户云栈小镇"),
            ("远岫生物科技有限公司", "develops", "远岫研发中心项目", "投资建设远岫研发中心项目"),
            ("远岫研发中心项目", "usesParcel", "BX0101-02地块", "项目用地为BX0101-02地块"),
            ("沐石控股集团", "shareholderOf", "远岫生物科技有限公司", "是远岫生物科技有限公司股东"),
            ("宋应星", "worksFor", "远岫生物科技有限公司", "宋应星任远岫生物科技有限公司董事长"),
            ("沐石智能装备有限公司", "locatedIn", "听澜大厦", "沐石智能装备有限公司入驻听澜大厦"),
            ("听澜大厦", "partOf", "云栈小镇", "听澜大厦在云栈小镇内"),
            ("云栈小镇", "holdsHonour", "省级特色产业园", "云栈小镇获评省级特色产业园"),
            ("云栈小镇管委会", "organizes", "开工仪式", "云栈小镇管委会主办了开工仪式"),
            ("开工仪式", "involves", "远岫研发中心项目", "远岫研发中心项目开工"),
            ("开工仪式", "date", "2019-11-08", "2019年11月8日，远岫研发中心项目开工"),
        ],
        [
            ("云栈小镇", "plannedArea", "actual", 3_500_000, "m2", None, "规划面积3.5平方千米"),
            ("云栈小镇", "revenue", "actual", 1_250_000_000, "CNY", "2019", "营业收入12.5亿元"),
            ("云栈小镇", "enterpriseCount", "actual", 86, "1", "2019", "集聚企业86家"),
            ("云栈小镇", "revenue", "target", 1_500_000_000, "CNY", "2020", "营业收入15亿元"),
        ],
    )


def report() -> DocumentFacts:
    """A report that disagrees with the news on one figure, and tells of a second park and a sale of land."""
    return _facts(
        "report.txt",
        "2020-06",
        REPORT,
        {
            "云栈小镇": "Platform",
            "松涛科技园": "Platform",
            "远岫生物科技有限公司": "Enterprise",
            "BX0101-02地块": "Parcel",
            "云栈创新大会": "Event",
        },
        [
            ("远岫生物科技有限公司", "acquired", "BX0101-02地块", "竞得BX0101-02地块"),
            ("远岫生物科技有限公司", "cooperatesWith", "松涛科技园", "与松涛科技园战略合作"),
            ("云栈创新大会", "locatedIn", "云栈小镇", "云栈创新大会在云栈小镇举办"),
            ("云栈创新大会", "date", "2020-05-20", "2020年5月20日，云栈创新大会"),
        ],
        [
            ("云栈小镇", "revenue", "actual", 1_280_000_000, "CNY", "2019", "营业收入12.8亿元"),
            ("松涛科技园", "revenue", "actual", 700_000_000, "CNY", "2019", "营业收入7亿元"),
        ],
    )


def lone(name: str, cls: str = "Enterprise") -> DocumentFacts:
    """A document that names one thing, whatever its name looks like."""
    return _facts(f"lone-{cls}.txt", "2020", f"{name}。", {name: cls}, [], [])


def crowd(number: int) -> DocumentFacts:
    """A park with so many firms in it, each settled in a month of its own from 2010 on."""
    park = "望江云谷"
    firms = [f"望江第{n}精密机械有限公司" for n in range(1, number + 1)]
    lines = [f"{firm}入驻{park}。" for firm in firms]
    events = {f"云谷第{n}届供需对接会": f"{2015 + n}-0{n}" for n in range(1, 6)}
    held = [f"{event}在{park}举办。" for event in events]
    return _facts(
        "crowd.txt",
        "2021",
        "\n".join([*lines, *held]),
        {park: "Platform", **dict.fromkeys(firms, "Enterprise"), **dict.fromkeys(events, "Event")},
        [
            *((firm, "locatedIn", park, line) for firm, line in zip(firms, lines, strict=True)),
            *((event, "locatedIn", park, line) for event, line in zip(events, held, strict=True)),
            *((event, "date", date, f"{event}在{park}举办") for event, date in events.items()),
        ],
        [
            (park, "revenue", "actual", 1_000_000_000 * n, "CNY", str(2015 + n), f"{event}在{park}举办")
            for n, event in enumerate(events, 1)
        ],
    )


def rivals() -> tuple[DocumentFacts, DocumentFacts]:
    """Two papers that put the same project on different plots."""
    project = "长桥新材料总部项目"

    def told(name: str, plot: str) -> DocumentFacts:
        text = f"{project}位于{plot}。"
        entities = {project: "Project", plot: "Parcel"}
        return _facts(name, "2021", text, entities, [(project, "usesParcel", plot, text)], [])

    return told("paper-a.txt", "CQ0101-07地块"), told("paper-b.txt", "CQ0202-03地块")


def paper(name: str, *sentences: tuple[str, str, str, str]) -> DocumentFacts:
    """A document of statements (event or project, property, object or date, sentence)."""
    entities: dict[str, str] = {}
    for subject, predicate, object_, _ in sentences:
        entities[subject] = "Event" if predicate == "date" else "Project"
        if predicate != "date":
            entities[object_] = "Parcel" if predicate == "usesParcel" else "Platform"
    return _facts(name, "2021", "\n".join(s for *_, s in sentences), entities, list(sentences), [])


def fill(store: Store) -> Store:
    """Plant the industry tree and land the news and the report in the store, and give it back."""
    plant(store)
    land(store, news())
    land(store, report())
    return store


def _facts(
    identifier: str,
    issued: str,
    text: str,
    entities: dict[str, str],
    relations: Sequence[_Relation],
    figures: Sequence[_Figure],
) -> DocumentFacts:
    index = {name: i for i, name in enumerate(entities)}
    dating = {"date", "startDate", "endDate"}
    return DocumentFacts(
        Source(identifier, text, text.split("，", 1)[0], issued),
        [
            NamedEntity(cls, (name,), ((text.index(name), text.index(name) + len(name), name),))
            for name, cls in entities.items()
        ],
        [
            Statement(index[s], p, o if p in dating else index[o], (_evidence(text, words),))
            for s, p, o, words in relations
        ],
        [
            Observation(index[s], indicator, measure, Decimal(value), unit, _evidence(text, words), period=period)
            for s, indicator, measure, value, unit, period, words in figures
        ],
    )


def _evidence(text: str, words: str, confidence: float = 0.9) -> Evidence:
    start = text.index(words)
    return Evidence(start, start + len(words), confidence)
