"""Names that their own marks show: parcels by code, writings in 《》, programmes in “”."""

import re
from collections.abc import Iterator

from ingest.mentions.candidate import Candidate
from ingest.mentions.knowledge import names
from ingest.mentions.suffixed import left_end
from ingest.mentions.tokens import Tokens

# Every repetition is bounded and a code starts where a run of letters and digits does: linear in any text.
_PART = r"[A-Z\d]{1,12}"
_CODE = rf"(?:[A-Z]{{1,6}}[A-Z\d]{{0,12}}(?:[-/.]{_PART}){{0,6}}|[A-Z]?\d{{1,4}}(?:-\d{{1,3}}){{1,6}})"
_PARCEL = re.compile(
    rf"(?<![A-Z\d])(?:{_CODE}(?:、{_CODE}|、\d{{1,4}}){{0,20}}号?(?:地块|宗地|用地))"
    rf"|(?<=单元){_CODE}|(?<=区块){_CODE}"
    r"|[\[〔（(]\d{4}[\]〕）)]-?\d{1,4}(?:-\d+)?号(?:地块|宗地)?"
    rf"|(?:19|20)\d{{2}}-[A-Z\d]{{1,4}}(?:-{_PART}){{0,6}}号(?:地块|宗地)?"
)
_NOT_A_CODE = re.compile(r".*(?:文|令|公告|第)\d*号$")
_BOOK = re.compile(r"《([^》\n]{2,50})》")
_PRESS = re.compile(r"(?:日报|晚报|时报|商报|周刊|早报|新闻)$")
_POLICY = re.compile(
    r"(?:方案|规划|计划|办法|意见|条例|政策|措施|规定|通知|汇编|纲要|细则|法|指南|目录|行动|工程|决定|清单|标准)(?:（[^）]{1,16}）)?$"
)
_PROGRAMME = re.compile(
    r"(?:[国省市区县]|全国|国家)?“([^”“\n]{1,16})”(?:人才|引才|企业|培育|系列)?(?:行动计划|专项行动|攻坚行动|行动|计划|工程|战略|政策)"
)


def find(clean: str, tokens: Tokens) -> Iterator[Candidate]:
    """Parcels, policies and press titles."""
    for match in _PARCEL.finditer(clean):
        start = left_end(clean, tokens, match.start(), names(), firm=False)
        stretch = clean[start : match.end()]
        if re.search(r"\d", stretch) and not _NOT_A_CODE.match(stretch) and len(stretch) >= 5:
            yield Candidate(start, match.end(), "Parcel", 0.95)
    for match in _BOOK.finditer(clean):
        if _PRESS.search(match[1]):
            yield Candidate(match.start(1), match.end(1), "Institution", 0.9)
        elif _POLICY.search(match[1]):
            yield Candidate(match.start(), match.end(), "Policy", 0.95)
    for match in _PROGRAMME.finditer(clean):
        yield Candidate(match.start(), match.end(), "Policy", 0.9)
