"""What a document says of itself: title, year, place and its level, issuer, document number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from extractors.document import Document, Finding
from extractors.grid import Grid, Paragraph, Reading
from extractors.item.numbering import leading_number
from extractors.table.body import Table
from extractors.texts import one_line, squeeze

LONGEST_TITLE = 80
TITLE_WORDS = re.compile(
    r"(?:考核|考评|评分|计分|评价|责任|目标|任务|指标|测评|检查|督查)[^。；]{0,24}"
    r"(?:表|办法|细则|方案|责任书|责任状|责任制|标准|体系|清单|分解|要点|规定|意见|目录|内容|指标|任务|分工|评分|考核)[)）]?$"
)
TITLE_END = re.compile(
    r"(?:表|办法|细则|方案|责任书|责任状|责任制|标准|体系|清单|规定|意见|分工)(?:[(（][^()（）]*[)）])?$"
)
# What a whole title may end with, and as often only its first line.
UNFINISHED = re.compile(r"(?:责任制|责任书|体系|目标|指标|任务|方案)$")
TITLE_LINES = 3
NOTICE = re.compile(r"关于.*的?(?:通知|通报|函|请示|报告|公告|批复|决定)$")
ANNEX = re.compile(r"^附[件表]?\s*[\d一二三四五六七八九十]*\s*[:：.]?\s*$")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s*(?:年|—|-|－|至|～|\D|$))")
CHINESE_YEAR = re.compile(r"([一二][〇○零Ｏ0九][〇○零Ｏ0一二三四五六七八九]{2})年")
CHINESE_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")
NUMBER = re.compile(
    r"^[(（]?(?P<n>[\u4e00-\u9fff]{2,14}[〔\[［(（【]\s*(?:19|20)\d{2}\s*[〕\]］)）】]\s*(?:第)?\d{1,4}号)[)）]?$"
)
DATE_LINE = re.compile(
    r"^(?:(?:19|20)\d{2}|[一二][〇○零九][〇○零一二三四五六七八九]{2})年\S{1,3}月\S{1,3}日$"
)
ISSUER = re.compile(
    r"^(?:中共|中国共产党)?[\u4e00-\u9fff]{2,30}(?:政府|办公室|委员会|局|厅|部|委|办|院|处|中心|领导小组|指挥部)(?:办公室)?$"
)
RUN_TOGETHER = re.compile(
    r"^(?P<issuer>[\u4e00-\u9fff]{4,30}(?:政府|办公室|委员会|局|厅|部|委|办|院|处|中心|领导小组|指挥部))\s*"
    r"(?P<date>(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)\s*(?P<rest>.*)$"
)
HEAD_LINE = re.compile(r"^(?P<name>[\u4e00-\u9fff]{4,30})文件$")
PLACE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,9}?(?P<suffix>自治区|自治州|自治县|自治旗|特别行政区|开发区|高新区|新区|经开区|街道|省|市|县|区|州|盟|旗|镇|乡))"
)
LEVELS = {
    "省": "省", "自治区": "省", "特别行政区": "省", "市": "市", "自治州": "市", "州": "市", "盟": "市",
    "县": "县", "自治县": "县", "旗": "县", "自治旗": "县", "区": "区", "新区": "区", "开发区": "区",
    "高新区": "区", "经开区": "区", "镇": "乡镇", "乡": "乡镇", "街道": "乡镇",
}  # fmt: skip
# Words that end like a place and are none.
NO_PLACE = re.compile(
    r"(?:全|各|本|我|该|辖|县|园|社|小|景|郊|地|灾|山|库|片|厂|矿|校|营|林|牧|市|省|乡|城乡|村|建制|重点|功能|保护)区$"
    r"|^(?:主|中心|老|新|旧|县|市|镇|建成)?城区$|^[各市县]?州区$"
    r"|(?:城|超|都|门|集|夜|股|楼|上|菜)市$|(?:集|城|乡|村|小|街|建制)镇$|(?:城|下|返)乡$"
    r"|^(?:全|各|本|我|该|所属|下辖|各级|县区|区县|市县|县市|乡镇|镇乡)|年|月|于|对|和|与|及|的|为|在|由|发(?!区)"
    r"|政府|管理|考核|建设|工作|责任|目标|安全|整治|示范|振兴|保护|环境|文明|创建|评价|推进|开展|加强"
)
# 市直机关 县直部门 区属企业: the level is said, the place is not.
DIRECTLY_UNDER = re.compile(
    r"(?:^|[年度《）)])(?P<level>省|自治区|市|州|县|区|镇|乡|旗)(?:直|属|级)(?:各|国有)?(?:(?:机关|部门|单位|属|企业|事业|有关|学校|医院|医疗))"
)
DEPARTMENT = re.compile(r"[\u4e00-\u9fff]{2,}(?:局|厅|委员会|办公室)")


def describe(document: Document, reading: Reading, tables: list[Table]) -> None:
    """Set the document's title, year, jurisdiction, level, issuer and number; what is not found becomes a
    finding."""
    lines = list(_lines(reading, tables))
    document.title = find_title(lines)
    title = document.title or ""
    texts = [text for text, _ in lines]
    document.document_number = find_number(texts)
    document.issuer = find_issuer(texts)
    document.year = find_year([title, document.document_number or "", *texts])
    document.jurisdiction, document.level = find_place([title, document.issuer or "", *texts])
    if document.title is None:
        document.findings.append(Finding("no_title", "warning", "没有读到标题，请在目录中填写"))
    if document.year is None:
        document.findings.append(Finding("no_year", "warning", "没有读到年度，请在目录中填写"))
    if document.jurisdiction is None:
        document.findings.append(Finding("no_jurisdiction", "info", "没有读到地区，请在目录中填写"))


def _lines(reading: Reading, tables: list[Table]) -> Iterator[tuple[str, str | None]]:
    """Lines outside of tables' bodies in document order, with their style; running heads last."""
    before = {table.position: table for table in tables}
    for index, block in enumerate(reading.blocks):
        if isinstance(block, Paragraph):
            for line in block.text.split("\n"):
                for part in _parted(line.strip()):
                    yield part, block.style
        elif isinstance(block, Grid) and index in before:
            table = before[index]
            for row in table.before if table.is_scoring else [*table.before, *table.header, *table.body]:
                written = row.written()
                if len(written) == 1:
                    yield one_line(written[0].text), "table-title"
                elif table.is_scoring:
                    yield from ((one_line(b.text), None) for b in written)
    for line in reading.running:
        yield line.strip(), None


def _parted(line: str) -> Iterator[str]:
    """A line; where a page's reader ran the issuer, the date and the next heading together, each of them."""
    match = RUN_TOGETHER.match(line)
    parts = [match["issuer"], match["date"], match["rest"]] if match else [line]
    return (part for part in parts if part)


def find_title(lines: Iterable[tuple[str, str | None]]) -> str | None:
    """The title among the lines: one that says what such documents are, best with its year, place or a
    title's style."""
    candidates = _joined([(one_line(text), style) for text, style in lines])
    best: tuple[float, str] | None = None
    for text, style in candidates:
        score = _title_score(text, style)
        if score > 0 and (best is None or score > best[0]):
            best = (score, text)
    return best[1] if best else None


def _joined(lines: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """The lines, and what two or three of them make where a title was broken into lines."""
    out: list[tuple[str, str | None]] = []
    for index, (text, style) in enumerate(lines):
        joined, whole = text, [text]
        for following, _ in lines[index + 1 : index + TITLE_LINES]:
            if not _title_goes_on(joined, following):
                break
            joined += following
            if TITLE_END.search(joined):
                whole.insert(0, joined)
        out.extend((candidate, style) for candidate in whole)
    return out


def _title_goes_on(text: str, following: str) -> bool:
    """Whether a line may be a title's beginning that the next line goes on with."""
    if len(text) > 40 or len(following) > 30 or leading_number(following) or ANNEX.match(following):
        return False
    bare = squeeze(text)
    if (
        ANNEX.match(text)
        or NUMBER.match(bare)
        or DATE_LINE.match(bare)
        or re.search(r"[。；;：:，,》]$|文件$", text)
    ):
        return False
    if (
        DATE_LINE.match(squeeze(following))
        or re.search(r"[。；;：:，,]", following)
        or NOTICE.search(following)
    ):
        return False
    place = PLACE.match(squeeze(following))
    if place and bare.startswith(place["name"]):
        return False  # the next line names the place anew: the line above is a head of the page
    begins = YEAR.search(text) or CHINESE_YEAR.search(text) or PLACE.match(text)
    return bool(begins) and (not TITLE_END.search(text) or UNFINISHED.search(text) is not None)


def _title_score(text: str, style: str | None) -> float:
    if not 4 <= len(text) <= LONGEST_TITLE or re.search(r"[。；;：:]", text) or ANNEX.match(text):
        return 0
    score = 0.0
    if style and re.search(r"title|标题|^h1$|heading ?1", style, re.IGNORECASE):
        score += 2
    if TITLE_WORDS.search(text):
        score += 3
    elif TITLE_END.search(text):
        score += 2
    if YEAR.search(text) or CHINESE_YEAR.search(text):
        score += 1.5
    if find_place([text])[0]:
        score += 1
    if NOTICE.search(text):
        score -= 2.5
    if leading_number(text):
        score -= 3
    return score if score >= 2 else 0


def find_year(texts: Iterable[str]) -> int | None:
    """The year of the first text that names one; later texts count together, the most frequent year wins."""
    texts = list(texts)
    for text in texts[:2]:
        if years := _years(text):
            return years[0]
    counts = Counter(year for text in texts[2:] for year in _years(text))
    return counts.most_common(1)[0][0] if counts else None


def _years(text: str) -> list[int]:
    found = [int(y) for y in YEAR.findall(text)]
    return found or [int(y.translate(CHINESE_DIGITS)) for y in CHINESE_YEAR.findall(text)]


def find_place(texts: Iterable[str]) -> tuple[str | None, str | None]:
    """The smallest place that the first telling text begins with or names, and its level (省 市 县 区 乡镇
    部门)."""
    texts = list(texts)
    for text in texts:
        folded = re.sub(r"^(?:中共|关于印发|《)+", "", squeeze(text))
        folded = re.sub(r"^国家[\u4e00-\u9fff]{2,6}?总?局(?=[\u4e00-\u9fff]{2,9}[省市县区])", "", folded)
        folded = re.sub(r"^(?:(?:19|20)\d{2}|[一二〇○零九]{4})年度?", "", folded)
        place, suffix, rest = None, "", folded
        while match := PLACE.match(rest):
            if NO_PLACE.search(match["name"]):
                break
            place, suffix, rest = match["name"], match["suffix"], rest[match.end() :]
        if place:
            return place, LEVELS[suffix]
    for text in texts[:2]:
        if match := DIRECTLY_UNDER.search(squeeze(text)):
            return None, LEVELS[match["level"]]
    if any(DEPARTMENT.search(squeeze(text)) for text in texts[:2]):
        return None, "部门"
    return None, None


def find_number(texts: Iterable[str]) -> str | None:
    """The document's own number: a line that holds nothing else (柳政办发〔2024〕12号)."""
    for text in texts:
        if match := NUMBER.match(squeeze_keep(text)):
            return match["n"]
    return None


def squeeze_keep(text: str) -> str:
    """Without white space, characters as issued."""
    return re.sub(r"\s+", "", text)


def find_issuer(texts: list[str]) -> str | None:
    """Who issued it: the line above the date at the end, or the red head's name (……文件)."""
    bare = [squeeze_keep(text) for text in texts]
    for above, line in pairwise(bare):
        if DATE_LINE.match(line) and ISSUER.match(above):
            return above
    for line in bare:
        if match := HEAD_LINE.match(line):
            return match["name"]
    return None
