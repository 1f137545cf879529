"""Names: what is found, of which class, and which names mean the same thing. Firms and parks are invented."""

import pytest

from ingest import mentions, quantities
from ingest.layout import lay_out
from ingest.learned.seeing import see
from ingest.mentions import aliases, coded, honours, nested, people, places, recurring
from ingest.mentions.candidate import Candidate
from ingest.mentions.tokens import tokenize
from ingest.sections import divide


def named(raw: str) -> dict[str, set[str]]:
    """Class → every name found for it."""
    text, blocks = lay_out(raw)
    _, sentences = divide(text, blocks)
    tokens = tokenize(text.clean)
    proposed = mentions.proposals(text.clean, tokens)
    amounts = list(quantities.find(text.clean))
    seen = see(text.clean, tokens, proposed, (), amounts, sentences)
    entities, _ = mentions.find(text, tokens, proposed, seen.names)
    found: dict[str, set[str]] = {}
    for entity in entities:
        found.setdefault(entity.cls, set()).update((entity.name, *entity.aliases))
    return found


def texts(clean: str, candidates: list[Candidate], cls: str) -> set[str]:
    return {clean[c.start : c.end] for c in candidates if c.cls == cls}


@pytest.mark.parametrize(
    ("sentence", "cls", "name"),
    [
        ("2021年9月，江川禾木智能科技有限公司落户云栈软件园。", "Enterprise", "江川禾木智能科技有限公司"),
        ("2021年9月，江川禾木智能科技有限公司落户云栈软件园。", "Platform", "云栈软件园"),
        ("园区由青梧（苏州）新材料股份有限公司运营。", "Enterprise", "青梧（苏州）新材料股份有限公司"),
        ("小镇引进苏州大学智能制造研究院。", "Institution", "苏州大学智能制造研究院"),
        ("苏州市科技局发布通知。", "Agency", "苏州市科技局"),
    ],
)
def test_names_are_found_by_their_form(sentence: str, cls: str, name: str) -> None:
    assert name in named(sentence)[cls]


def test_a_name_broken_by_a_line_is_one_name() -> None:
    raw = "去年九月，园区引进的第一家龙头企业江川禾木智能科\n技有限公司正式投产，年内还将扩建两条生产线。\n"
    assert "江川禾木智能科技有限公司" in named(raw)["Enterprise"]


@pytest.mark.parametrize(
    "code", ["云栈单元YZ0301-02-05地块", "江储出〔2021〕12号地块", "苏地2020-WG-31号地块", "M2-14-3地块"]
)
def test_parcels_are_known_by_their_codes(code: str) -> None:
    clean = f"本次出让{code}，面积2公顷。"
    assert any(
        name in code and len(name) > 5 for name in texts(clean, list(coded.find(clean, tokenize(clean))), "Parcel")
    )


def test_policies_and_newspapers_in_book_marks() -> None:
    clean = "《江川区数字经济发展规划》见《江川日报》，“鲲鹏”计划启动。"
    found = list(coded.find(clean, tokenize(clean)))
    assert texts(clean, found, "Policy") == {"《江川区数字经济发展规划》", "“鲲鹏”计划"}
    assert texts(clean, found, "Institution") == {"江川日报"}


def test_persons_stand_beside_titles() -> None:
    clean = "区长沈括出席，禾木智能董事长、总经理徐光启致辞，李冰博士发言。"
    found = list(people.find(clean, tokenize(clean)))
    assert texts(clean, found, "Person") == {"沈括"}
    assert texts(clean, found, "Talent") >= {"徐光启", "李冰"}


def test_persons_in_a_list_share_a_title() -> None:
    clean = "副主任沈括、宋应星出席活动。"
    assert texts(clean, list(people.find(clean, tokenize(clean))), "Person") == {"沈括", "宋应星"}


def test_a_road_is_no_place() -> None:
    clean = "园区位于苏州市，东至湖州街，南至长安路。"
    assert texts(clean, list(places.find(clean, tokenize(clean))), "Place") == {"苏州市"}


def test_places_in_a_row_are_several() -> None:
    clean = "江苏省苏州市吴中区"
    whole = [Candidate(0, len(clean), "Place", 0.9)]
    assert [clean[c.start : c.end] for c in places.apart(clean, whole)] == ["江苏省", "苏州市", "吴中区"]


def test_honours_follow_a_verb_of_award() -> None:
    clean = "园区获评国家级绿色园区，被认定为“省级双创示范基地”。"
    assert texts(clean, list(honours.find(clean, tokenize(clean))), "Honour") >= {"国家级绿色园区", "省级双创示范基地"}


def test_a_short_form_means_the_long_name() -> None:
    clean = "江川禾木智能科技有限公司（以下简称“禾木智能”）投产，禾木智能扩建。"
    end = clean.index("（")
    entities, found = aliases.cluster(clean, [Candidate(0, end, "Enterprise", 0.9)])
    assert [e.name for e in entities] == ["江川禾木智能科技有限公司"]
    assert entities[0].aliases == ("禾木智能",)
    assert len(found) == 3


@pytest.mark.parametrize(
    ("short", "long", "cls"),
    [
        ("禾木智能", "江苏禾木智能科技有限公司", "Enterprise"),
        ("江川综保区", "江川综合保税区", "Platform"),
        ("云栈小镇", "苏州云栈小镇", "Platform"),
        ("云栈数据港", "云栈数据港项目", "Project"),
    ],
)
def test_forms_of_one_name_are_one_entity(short: str, long: str, cls: str) -> None:
    clean = f"{long}与{short}"
    spans = [Candidate(0, len(long), cls, 0.9), Candidate(len(long) + 1, len(clean), cls, 0.9)]
    assert len(aliases.by_rules(clean, spans)[0]) == 1


def test_a_short_form_of_two_firms_means_neither() -> None:
    clean = "禾木智能科技有限公司、禾木生物科技有限公司、禾木"
    a, b = clean.index("、"), clean.rindex("、")
    spans = [Candidate(0, a, "Enterprise", 0.9), Candidate(a + 1, b, "Enterprise", 0.9),
             Candidate(b + 1, len(clean), "Enterprise", 0.9)]  # fmt: skip
    assert len(aliases.by_rules(clean, spans)[0]) == 3


def test_names_found_once_are_found_everywhere() -> None:
    clean = "云栈小镇开园。昨日，云栈小镇迎客。"
    found = list(recurring.find(clean, [Candidate(0, 4, "Platform", 0.9)]))
    assert [clean[c.start : c.end] for c in found] == ["云栈小镇"]


def test_the_firm_inside_a_projects_name() -> None:
    clean = "江川实业产业用房"
    found = list(nested.find(clean, tokenize(clean), [Candidate(0, len(clean), "Project", 0.9)]))
    assert texts(clean, found, "Enterprise") == {"江川实业"}


def test_the_brand_that_a_projects_name_begins_with() -> None:
    for clean, firm in (("岭拓科技智能家具项目", {"岭拓科技"}), ("化合物半导体生产线项目", set())):
        found = list(nested.find(clean, tokenize(clean), [Candidate(0, len(clean), "Project", 0.9)]))
        assert texts(clean, found, "Enterprise") == firm


def test_a_platform_goes_by_its_common_name_not_by_where_it_is() -> None:
    clean = "苏州市云栈小镇开园。云栈小镇迎客。云栈小镇扩建。"
    spans = [Candidate(0, 7, "Platform", 0.9), Candidate(10, 14, "Platform", 0.9), Candidate(17, 21, "Platform", 0.9)]
    entities, _ = aliases.by_rules(clean, spans)
    assert [(e.name, e.aliases) for e in entities] == [("云栈小镇", ("苏州市云栈小镇",))]


@pytest.mark.parametrize(
    ("clean", "place"),
    [
        ("项目落户无为县高沟镇", "无为县"),
        ("项目落户句容市", "句容市"),
        ("开拓苏州市场", "苏州"),
        ("落户苏州市区", "苏州市"),
    ],
)
def test_a_place_goes_as_far_as_its_level_is_written(clean: str, place: str) -> None:
    found = places.apart(clean, [Candidate(clean.index(place[:2]), clean.index(place[:2]) + 2, "Place", 0.9)])
    assert [clean[c.start : c.end] for c in found] == [place]


def test_a_name_seen_with_half_a_pair_of_marks_gets_the_other() -> None:
    text, _ = lay_out("他入选“云鲤英才”计划。")
    seen = [Candidate(4, 8, "Policy", 0.9)]
    entities, found = mentions.find(text, tokenize(text.clean), [], seen)
    assert [text.clean[m.start : m.end] for m in found] == ["云鲤英才"]
    assert [e.name for e in entities] == ["云鲤英才"]
    seen = [Candidate(3, 8, "Policy", 0.9)]
    entities, _ = mentions.find(text, tokenize(text.clean), [], seen)
    assert [e.name for e in entities] == ["“云鲤英才”"]
