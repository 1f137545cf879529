"""What a line is by its own looks: its repaired text comes in; heading level, item, page number, caption go out."""

import re

from ingest import rules

SYMBOLS = "√┌┏┣┠├└┗◆◇■□▪▍▌▎▊▲△▼▽◀▶▷►◎○●◯★☆※⊙◤◢❖✦➤➢☞◉〖〔［"
NUMBER = "一二三四五六七八九十"
FORMAL = "壹贰叁肆伍陆柒捌玖拾"
STEMS = "甲乙丙丁戊己庚辛"
_HEADING = (
    r"(?P<topic>#[^#]{1,24}#|<[^<>]{2,16}>)$"
    r"|(?P<hash>#{1,6})\s*(?P<title>\S.*)$"
    rf"|(?P<chapter>第[{NUMBER}\d]{{1,3}}<chapters>)(?![^\s]{{0,2}}[，。])[^，。；]{{0,24}}$"
    rf"|(?P<chapter_part>第[{NUMBER}\d]{{1,3}}<chapter_parts>)[\s：·]*[^，。；]{{1,24}}$"
    rf"|(?P<part>[{NUMBER}{FORMAL}]{{1,3}}(?:、|(?=[^一-鿿〇，。）)])\s*|(?<=[{FORMAL}])(?=[一-鿿]))|[{STEMS}]、)"
    r"(?P<part_title>.{1,30})$"
    rf"|(?P<sub>（[{NUMBER}{STEMS}]{{1,3}}）)(?P<sub_title>[^。；]{{1,30}})$"
    r"|(?P<closed>[^【】，。]{2,30}】)$"
    rf"|(?P<mark>[{SYMBOLS}])\s*(?P<mark_title>[^，。；：|\t]{{1,24}}?)[:：]?$"
)
_PERIOD = re.compile(
    rf"(?P<year>[一二][〇○零一二三四五六七八九]{{3}}年|(?:19|20)\d\d年?)$|(?:\d|1[0-2]|[{NUMBER}]{{1,2}})月$"
)
_YEAR = re.compile(r"[二一][〇○零九][〇○零一二三四五六七八九]{2}年")
_ITEM = (
    rf"[{SYMBOLS}·*→]|-(?!\d)|【|[\[](?=[^\]]{{1,12}}\])|——|\d{{1,3}}[）)．.、](?!\d)|（\d{{1,2}}）"
    rf"|（?[{NUMBER}]{{1,3}}[）．.、]|（[{STEMS}]）|[{STEMS}]、|[①-⑳⓪❶-❿]|第[{NUMBER}]+[，、]|#{{1,6}}\s*\S"
    r"|[\U0001F300-\U0001FAFF✅❌✔]|(?:图|表)\s?\d{1,2}(?![\d个幅张])|<notes>[:：]"
)
_NUMBERED = re.compile(r"(?:\d{1,2}[.．、](?!\d)|0\d(?=[^\d.]))\s*(?P<title>[^，。；：|\t]{2,24})$")
_PAGE = re.compile(
    r"(?!(?:19|20)\d\d$)(?:[—\-·.【（\s]*\d{1,4}(?:\s*页)?[—\-·.】）\s]*|第\d+页.{0,8}|[—\-·.]+\d{1,4}[—\-·.]+.{0,20}"
    r"|.{0,20}[·—]\d{1,4}[·—]|P\.?\d+|【\d{1,4}页】.{0,30})$"
)
_CAPTION = (
    r"[（(]?(?:[▲△▼◀▶↑↓]\s*)?(?:<pictures>(?:为|[:：]).{0,60}"
    r"|.{2,60}[/（(\s]?(?:<credits>|图/.{1,12}提供))[)）]?$"
    r"|[▲▼△▽].{0,12}[▲▼△▽]$"
)
_BYLINE = r"(?:□|■)?(?:本报)?<bylines>[/:：\s].{1,40}$"
_LATIN = re.compile(r"[A-Z\s]{6,}$")
_LABEL = (
    r"(?!.{0,11}<saying>[：:])[^，。；：、\s“”（]{2,10}(?:（[^）]{1,8}）)?[：:]\S"
    r"|[^，。；：、\s“”]{2,24}——\S"
)
_NAMED = re.compile(r"[^，。；：、！？（）\s]{2,16}\s?：$")
_ENTRY = re.compile(r"(?:[一-鿿]{2,6}|\d{1,2}月(?:\d{1,2}日)?) (?=\S)")
_DATELINE = r"(?:各|尊敬的)[^，。]{1,16}[：:]|<newsrooms>\S{0,6}(?:讯|电)"
_SIGNED = re.compile(r"[^，。；]{0,24}\d{4}年\d{1,2}月\d{1,2}日$")
_DATE = re.compile(
    r"[（(]?[\d二〇○零一三四五六七八九十]{4}\s?[年.\-/][\d〇一二三四五六七八九十年月日.\-/\s]{0,10}[)）]?$"
)
_SINGLE_GAP = re.compile(r"(?<=[一-鿿\d%）]) ")
_FIELD = r".{0,6}<fields>[:：]"
_FIGURE = r"[\d.]+<figures>"
_BRACKETED = re.compile(r"（[^（）]*）$|\[[^\[\]]*\]$")


def heading_level(text: str) -> int:
    """The level of a line that is a heading by its own marks (1 to 9), or 0."""
    period = _PERIOD.match(text)
    if period:
        return 5 if period["year"] else 6
    match = _match(_HEADING, text)
    if match is None:
        return 0
    if match["hash"]:
        return 7 if match["title"].startswith("【") else min(len(match["hash"]), 4)
    if match["closed"]:
        return 7
    if match["chapter"] or match["chapter_part"]:
        return 4 if match["chapter"] else 5
    if match["part"]:
        title = match["part_title"]
        dated = _YEAR.match(text) and len(title) > 3
        return 0 if dated or "\t" in title or "|" in title or _is_sentence(title) else 5
    return 6


def numbered_title(text: str) -> bool:
    """Whether the line is a number and a few words, as a heading or an item of a list: 1. 镜头的故事."""
    match = _NUMBERED.match(text)
    return bool(match) and text[-1] not in "，。；：、！？…"


def is_item(text: str) -> bool:
    """Whether the line starts with the mark of a list item, a note or a caption."""
    return bool(_match(_ITEM, text))


def mark_of(text: str) -> str:
    """The sign that a line is marked with, or nothing."""
    return text[0] if text[0] in SYMBOLS else ""


def is_dropped(text: str) -> bool:
    """Whether the line is a page number, a running head with one, or a byline."""
    return len(text) <= 60 and bool(_PAGE.match(text) or _match(_BYLINE, text))


def is_aside(text: str) -> bool:
    """Whether the line is a caption or a head in Latin capitals: no part of the text that runs around it."""
    return len(text) <= 70 and bool(_match(_CAPTION, text) or _LATIN.match(text))


def is_label(text: str) -> bool:
    """Whether the line is one of a form: a few words, a colon and what is entered."""
    return bool(_match(_LABEL, text))


def is_named(text: str) -> bool:
    """Whether the line is a few words and a colon, as the first line of a headline is."""
    return bool(_NAMED.match(text))


def is_entry(text: str) -> bool:
    """Whether the line is one of a list: a name or a date, a space and what is said of it."""
    return bool(_ENTRY.match(text))


def is_opening(text: str) -> bool:
    """Whether the line opens a report or a letter: 本报讯, 各有关单位：."""
    return bool(_match(_DATELINE, text))


def is_date(text: str) -> bool:
    """Whether the line is a date and nothing else, as below a signature."""
    return bool(_DATE.match(text))


def is_bracketed(text: str) -> bool:
    """Whether the whole line stands in brackets."""
    return bool(_BRACKETED.match(text))


def is_no_title(text: str) -> bool:
    """Whether the line is short for another reason than being a title: an item, a date, a figure, a signature."""
    return is_item(text) or is_bracketed(text) or is_date(text) or _is_other(text)


def _is_other(text: str) -> bool:
    return bool(_match(_FIGURE, text) or _SIGNED.match(text) or _match(_FIELD, text))


def is_row(text: str) -> bool:
    """Whether the line has cells: bars or tabs, but for a date or a name set off from running text."""
    if "|" in text or text.count("\t") > 1:
        return True
    if len(_SINGLE_GAP.findall(text)) > 1 and not re.search(r"[，。；]", text):
        return True
    _, gap, after = text.partition("\t")
    return bool(gap) and not (len(after) >= 20 and re.search(r"[，。；]", after))


def _match(form: str, text: str) -> re.Match[str] | None:
    """How the text begins as the form says, in which <key> stands for the words of rules/layout.yaml."""
    return rules.pattern("layout.yaml", form).match(text)


def _is_sentence(text: str) -> bool:
    return text[-1:] in "。！？!?" or (len(text) > 12 and bool(re.search(r"[，。]", text)))
