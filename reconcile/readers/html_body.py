"""Which part of a web page is the document: found by where its sentences and figures stand, not by names.

Menus, breadcrumbs, footers and boxes of links have no sentences. So we go down from ``body`` as long as one child holds
all prose, and leave out what beside it has none; inside, boxes of links and of metadata (索引号, 来源, 打印) go too.
A block with a sentence or a table of figures is never left out unless it calls itself a footer or sidebar and is small.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from reconcile.patterns import compiled, lazy
from reconcile.readers.cells import is_data
from reconcile.readers.html_walk import BLOCKS, SILENT, HtmlLine, full_text, is_hidden, lines

_SENTENCE = lazy(r"[，。；]|[\u4e00-\u9fff][,;]")
_FIGURE = lazy(r"[-+]?\d[\d,，]*(?:\.\d+)?%?")
_CHROME = lazy(
    r"(?:^|[\s_-])(?:foot(?:er)?|copyright|nav\w*|menu\w*|crumbs?|breadcrumb|share\w*|sidebar|aside|relat\w*|recommend"
    r"|comment|qr(?:code)?|ewm|login|search\w*|toolbar|pager|pagination|popup|dialog|modal|header|friend\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TITLE_NAME = lazy(r"title|tit\b|biaoti|headline|-tt\b", re.IGNORECASE)
_META = lazy(
    r"[\[【（(]?\s*(?:来\s*源|信息来源|文章来源|稿源|发布(?:时间|日期|机构|单位|者)|公开(?:日期|时间|目录|方式|形式)|发文(?:机关|日期|单位|字号)"
    r"|成文日期|生成日期|索\s*引\s*号|主题(?:分类|词)|体裁分类|组配分类|所属(?:机构|主题|目录)|文\s*号|有\s*效\s*性|效力|名\s*称\s*[：:]"
    r"|时\s*间\s*[：:]|日\s*期\s*[：:]|作\s*者\s*[：:]|摘\s*要\s*$|浏览|访问量?|点击|阅读(?:次|量|[：:])|字\s*[体号]|打\s*印|保\s*存|关\s*闭|收\s*藏"
    r"|分享|扫一扫|当前位置|您(?:现在|当前)?(?:所在)?的?位置|上一篇|下一篇|(?:责任|网络|网站)?编辑\s*[：:]|责编|相关(?:内容|链接|阅读|信息|附件)|返回顶部|网站地图|主办[：:]|承办[：:]|版权所有|.{0,6}ICP备)"
)
_CONTAINERS = frozenset((
    "div", "section", "article", "main", "td", "tr", "table", "tbody", "form", "center", "body", "span", "font",
    "fieldset",
))  # fmt: skip
_BOX_ELEMENTS = 400  # what holds more is no box beside the document
_MINOR = 0.5  # what calls itself a footer or menu holds less than this share of the document's prose


def find_body(root: etree._Element) -> tuple[etree._Element, list[str]]:
    """The element that holds the document, and the title lines that stand outside of it."""
    body = root.find(".//body") if root.tag != "body" else root
    node = root if body is None else body
    weight = _weights(node)
    titles: list[str] = []
    while True:
        child = _only_child_with_prose(node, weight)
        if child is None:
            break
        for sibling in node:
            if sibling is child:
                break
            titles.extend(_title_lines(sibling))
        node = child
    return node, titles


def _weights(root: etree._Element) -> Counter[etree._Element]:
    """How much prose stands under each element: characters of sentences, and a few for each figure in a table."""
    weight: Counter[etree._Element] = Counter()
    for line in lines(root):
        if isinstance(line, HtmlLine) and line.links * 2 <= len(line.text):
            weight[line.element] += _prose(line)
    for element in reversed(list(root.iterdescendants())):  # children before their parents
        parent = element.getparent()
        if weight[element] and parent is not None:
            weight[parent] += weight[element]
    return weight


def _prose(line: HtmlLine) -> int:
    if line.element.tag in ("td", "th") and _FIGURE.fullmatch(line.text):
        return 4
    return len(line.text) if len(line.text) >= 15 and _SENTENCE.search(line.text) else 0


def _only_child_with_prose(node: etree._Element, weight: Counter[etree._Element]) -> etree._Element | None:
    children = [c for c in node if isinstance(c.tag, str) and c.tag not in SILENT and weight[c]]
    if not children:
        return None
    main = max(children, key=lambda c: weight[c])
    rest = [c for c in children if c is not main]
    own = weight[node] - sum(weight[c] for c in children)
    small = all(weight[c] < _MINOR * weight[main] and _is_chrome(c) for c in rest)
    if own > 0 or not small or main.tag not in _CONTAINERS or (main.tag == "table" and is_data_table(main)):
        return None
    return main


def _is_chrome(element: etree._Element) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag in ("nav", "footer", "aside", "header") or bool(_CHROME.search(names)) or is_hidden(element)


def _title_lines(element: etree._Element) -> Iterator[str]:
    """What an element beside the document says as its title."""
    if not isinstance(element.tag, str) or element.tag in SILENT or _is_chrome(element):
        return
    for line in lines(element):
        if isinstance(line, HtmlLine) and not line.links and 6 <= len(line.text) <= 80 and not is_meta(line.text):
            named = any(
                _TITLE_NAME.search(e.get("class", "") + " " + e.get("id", "")) for e in _up(line.element, element)
            )
            if named or line.element.tag in ("h1", "h2", "h3"):
                yield line.text


def _up(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    current: etree._Element | None = element
    while current is not None:
        yield current
        current = None if current is top else current.getparent()


def is_meta(text: str) -> bool:
    """Whether a line is about the page (its source, its print button), not of the document."""
    return len(text) < 80 and bool(_META.match(text)) and not compiled(r"[。；]").search(text)


def is_left_out(element: etree._Element) -> bool:
    """Whether an element inside the document is none of it: hidden, a box of links, a box of metadata."""
    if element.tag not in BLOCKS or element.tag in ("p", "tbody", "tr", "td", "th", "body"):
        return is_hidden(element) and not _has_prose(element, 60)
    if is_hidden(element) or element.tag in ("nav", "footer", "aside"):
        return not _has_prose(element, 60)
    if element.tag.startswith("h") or len(element) == 0 or len(element) > 60:
        return False
    if next(islice(element.iter(), _BOX_ELEMENTS, None), None) is not None:
        return False
    found = [line for line in lines(element) if isinstance(line, HtmlLine)]
    total = sum(len(line.text) for line in found)
    if total > 1200 or (element.tag == "table" and is_data_table(element) and sum(map(_prose, found)) >= 8):
        return False
    labels = sum(1 for line in found if _META.match(line.text))
    if labels >= 2 and labels * 4 >= len(found):
        return True
    text = "".join(line.text for line in found)
    links = sum(1 for _ in element.iter("a"))
    boxed = links >= 4 and sum(line.links for line in found) > 0.6 * total and "附" not in text and "表" not in text
    return boxed or (_is_chrome(element) and not any(map(_prose, found)))


def _has_prose(element: etree._Element, least: int) -> bool:
    return sum(_prose(line) for line in lines(element) if isinstance(line, HtmlLine)) >= least


def is_data_table(table: etree._Element) -> bool:
    """A table of cells, not one that lays out the page: several rows of several cells, none of them holding it all."""
    if table.get("role") == "presentation":
        return False
    rows = [[full_text(c).strip() for c in row if c.tag in ("td", "th")] for row in own_rows(table)]
    return is_data(rows, nested=next(table.iterdescendants("table"), None) is not None)


def own_rows(table: etree._Element) -> list[etree._Element]:
    """The rows of this table, not of tables inside it."""
    rows = list(table.iterchildren("tr"))
    for part in table.iterchildren("thead", "tbody", "tfoot"):
        rows.extend(part.iterchildren("tr"))
    return rows
