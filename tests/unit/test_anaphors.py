"""Which words stand for something named elsewhere, and where they are part of a longer word."""

import pytest

from tests.unit.test_reference import stands_for

PARK = "[- Platform 河埠数字港]去年开园。"
FIRM = "[- Enterprise 云栈科技]落户[- Platform 河埠数字港]。"
PLANT = "[- Enterprise 云栈科技]在建[- Project 云栈灯塔工厂]。"


@pytest.mark.parametrize(
    ("marked", "word", "meant"),
    [
        (PARK + "港内企业30家。", "港", "河埠数字港"),
        (PARK + "今年，港区营收12亿元。", "港区", "河埠数字港"),
        (PARK + "该港占地80亩。", "该港", "河埠数字港"),
        (PARK + "全港营收12亿元。", "全港", "河埠数字港"),
        (PARK + "数字港占地80亩。", "数字港", "河埠数字港"),
        (PARK + "市长在园区调研。", "园区", "河埠数字港"),
        (PARK + "【荣誉】园区获评先进。", "园区", "河埠数字港"),
        (FIRM + "9月16日，公司又签一单。", "公司", "云栈科技"),
        (FIRM + "眼下公司有员工260人。", "公司", "云栈科技"),
        (FIRM + "这家企业2008年成立。", "这家企业", "云栈科技"),
        (PLANT + "工厂占地90亩。", "工厂", "云栈灯塔工厂"),
        ("[- Platform 河埠大厦]启用。楼内企业20家。", "楼", "河埠大厦"),
        ("[- Institution 江州发酵研究院]揭牌。该院设所三个。", "该院", "江州发酵研究院"),
    ],
)
def test_a_word_stands_for_what_is_named_so(marked: str, word: str, meant: str) -> None:
    assert stands_for(marked, word) == meant


@pytest.mark.parametrize(
    ("marked", "word"),
    [
        (PARK + "资本市场回暖。", "本市"),
        ("[- Place 江州市]发力。资本市场回暖。", "本市"),
        (FIRM + "公司制改革推进。", "公司"),
        (FIRM + "引进团队、公司12家。", "公司"),
        (PARK + "其中企业30家。", "其"),
        (PARK + "其他情况不详。", "其"),
        ("[- Platform 河埠起步核心区]获批。核心区块3平方公里。", "核心区"),
        (PARK + "港口吞吐量增长。", "港"),
    ],
)
def test_a_part_of_a_longer_word_stands_for_nothing(marked: str, word: str) -> None:
    assert stands_for(marked, word) is None


@pytest.mark.parametrize(
    ("marked", "word", "meant"),
    [
        ("[- Enterprise 云栈科技]、[- Enterprise 青梧材料]入园，前者做软件。", "前者", "云栈科技"),
        ("[- Enterprise 云栈科技]、[- Enterprise 青梧材料]入园，前者做软件，后者做膜。", "后者", "青梧材料"),
        ("[- Enterprise 云栈科技]与[- Enterprise 青梧材料]签约，后者出资。", "后者", "青梧材料"),
        ("运营方为[- Enterprise 云栈科技]，其股东三家。", "其", "云栈科技"),
        ("[- Enterprise 云栈科技]扩产。其产品销往海外。", "其", "云栈科技"),
        ("[- Enterprise 云栈科技]融资，[- Enterprise 青梧基金]领投。该公司去年扩产。", "该公司", "云栈科技"),
        ("[- Project 河埠基地]由[- Enterprise 云栈科技]投建。该公司主营软件。", "该公司", "云栈科技"),
    ],
)
def test_of_several_names_it_means(marked: str, word: str, meant: str) -> None:
    assert stands_for(marked, word) == meant
