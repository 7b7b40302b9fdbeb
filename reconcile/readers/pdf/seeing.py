"""What of a page is seen: nothing white on white, nothing under a filled box, and the text but not its watermark.

Whatever is drawn later lies on top. ``Scene`` says of the objects of a page in which order they were drawn and with
what colour; the functions here ask it about characters and rules, given in the frame in which the page is read.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reconcile.document import Box
from reconcile.readers.pdf.drawn import Char, Drawn, Rule

WHITE = 0.97  # of white's brightness: not seen on paper
PALE = 0.55  # text so bright may be a watermark
INSIDE = 1.0  # points: a rule at a box's edge is not under it
SAME_PLACE = 1.0  # points
COLLIDE = 0.12  # of the smaller character's box lies under the other one
COLLISIONS = 2  # pale characters that stand on others: a watermark
MOST_PALE = 0.4  # of the page's characters; more are its text


@dataclass
class Scene:
    """How the objects of a page were drawn: text objects are known by their handles."""

    orders: dict[int, int] = field(default_factory=dict)
    bright: dict[int, float] = field(default_factory=dict)  # brightness (0 black, 1 white) of pale and white text
    grounds: list[Drawn] = field(default_factory=list)  # boxes that are not white, on which white is seen
    covers: list[Drawn] = field(default_factory=list)  # boxes that hide what was drawn before
    rules: list[Drawn] = field(default_factory=list)
    white: list[Drawn] = field(default_factory=list)  # white rules

    @property
    def hides(self) -> bool:
        """Whether some text may not be seen."""
        first = next(iter(self.orders.values()), 0)
        return bool(self.bright or (self.orders and self.covers and self.covers[-1].order > first))

    def seen_rules(self) -> list[Rule]:
        """The rules that are seen: white ones on coloured ground only, and what no later box covers of each."""
        rules = self.rules + [rule for rule in self.white if _lies_on(_middle(rule.box), self.grounds, rule.order)]
        late = [cover for cover in self.covers if rules and cover.order > rules[0].order]
        return _uncovered(rules, late) if late else [Rule(*rule.box) for rule in rules]


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _lies_on(point: tuple[float, float], boxes: Sequence[Drawn], order: float) -> bool:
    x, y = point
    return any(o < order and b[0] <= x <= b[2] and b[1] <= y <= b[3] for o, b in boxes)


def _uncovered(rules: list[Drawn], covers: Sequence[Drawn]) -> list[Rule]:
    """What the covers leave of the rules drawn before them."""
    left = [[rule] for rule in rules]
    level = sorted((r.box[1], k) for k, r in enumerate(rules) if r.box[1] == r.box[3])
    upright = sorted((r.box[0], k) for k, r in enumerate(rules) if r.box[0] == r.box[2] and r.box[1] != r.box[3])
    for order, box in covers:
        for lines, along in ((level, 0), (upright, 1)):
            low, high = box[1 - along] + INSIDE, box[3 - along] - INSIDE
            for _, k in lines[bisect_left(lines, (low, -1)) : bisect_right(lines, (high, len(rules)))]:
                if rules[k].order < order:
                    left[k] = [part for rule in left[k] for part in _cut(rule, box[along], box[along + 2], along)]
    return [Rule(*part.box) for parts in left for part in parts]


def _cut(rule: Drawn, low: float, high: float, along: int) -> list[Drawn]:
    """The rule without its stretch from ``low`` to ``high`` in x (``along`` 0) or y (1)."""
    start, stop = rule.box[along], rule.box[along + 2]
    if stop <= low or start >= high:
        return [rule]
    ends = [(start, low)] * (start < low - INSIDE) + [(high, stop)] * (stop > high + INSIDE)
    return [_between(rule, a, b, along) for a, b in ends]


def _between(rule: Drawn, start: float, stop: float, along: int) -> Drawn:
    x0, y0, x1, y1 = rule.box
    return rule._replace(box=(x0, start, x1, stop) if along else (start, y0, stop, y1))


def unseen(
    chars: Sequence[Char], handles: Sequence[int], scene: Scene, bounds_of: Callable[[int], Box] | None
) -> set[int]:
    """Which characters (each of the text object ``handles`` gives) nobody sees: white ones and covered ones.

    pdfium leaves out a text object that repeats another one; a covered one may thus stand for one on top, with the same
    ``bounds_of``. None where all objects are given.
    """
    found = {
        k
        for k, handle in enumerate(handles)
        if scene.bright.get(handle, 0) >= WHITE
        and not _lies_on(_middle(chars[k][:4]), scene.grounds, scene.orders[handle])
    }
    covered: dict[int, int] = {}
    first = next(iter(scene.orders.values()))
    heights = sorted(((c.y0 + c.y1) / 2, k) for k, c in enumerate(chars))
    for order, (left, top, right, bottom) in (cover for cover in scene.covers if cover.order > first):
        for _, k in heights[bisect_left(heights, (top, -1)) : bisect_right(heights, (bottom, len(chars)))]:
            if left <= (chars[k].x0 + chars[k].x1) / 2 <= right and scene.orders.get(handles[k], order) < order:
                covered[k] = max(order, covered.get(k, 0))
    if covered:
        again = _drawn_again(covered, handles, scene, bounds_of) if bounds_of else set()
        found.update(covered.keys() - again)
    return found


def _drawn_again(
    covered: dict[int, int], handles: Sequence[int], scene: Scene, bounds_of: Callable[[int], Box]
) -> set[int]:
    """Which of the ``covered`` characters (with the order of their cover) a later text object shows again."""
    first = min(covered.values())
    later = [(order, bounds_of(handle)) for handle, order in scene.orders.items() if order > first]
    boxes = {handle: bounds_of(handle) for handle in {handles[k] for k in covered}}
    again = {
        (handle, order)
        for handle, box in boxes.items()
        for order, other in later
        if all(abs(a - b) < SAME_PLACE for a, b in zip(box, other, strict=True))
    }
    return {k for k, cover in covered.items() if any(h == handles[k] and order > cover for h, order in again)}


def watermark(chars: Sequence[Char], handles: Sequence[int], scene: Scene) -> set[int]:
    """Which characters are a watermark: pale ones of one brightness of which some stand on darker text or on rules."""
    if not scene.bright:
        return set()
    pale: dict[float, list[int]] = {}
    dark: list[int] = []
    for k, handle in enumerate(handles):
        bright = scene.bright.get(handle, 0)
        if bright:
            pale.setdefault(bright, []).append(k)
        else:
            dark.append(k)
    if not pale:
        return set()
    struck = _struck(chars, scene.rules)
    stands = _standing_on(chars, dark)
    found: set[int] = set()
    for group in pale.values():
        if len(group) <= MOST_PALE * len(chars) and sum(struck(k) or stands(k) for k in group) >= COLLISIONS:
            found.update(group)
    return found


def _struck(chars: Sequence[Char], rules: Sequence[Drawn]) -> Callable[[int], bool]:
    """Whether a rule goes through the middle of a character."""
    level = sorted((b[1], b[0], b[2]) for _, b in rules if b[1] == b[3])
    upright = sorted((b[0], b[1], b[3]) for _, b in rules if b[0] == b[2] and b[1] != b[3])

    def is_struck(k: int) -> bool:
        x0, y0, x1, y1 = chars[k][:4]
        x, y, dx, dy = (x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 4, (y1 - y0) / 4
        across = level[bisect_left(level, (y - dy,)) : bisect_right(level, (y + dy,))]
        down = upright[bisect_left(upright, (x - dx,)) : bisect_right(upright, (x + dx,))]
        return any(a <= x <= b for _, a, b in across) or any(a <= y <= b for _, a, b in down)

    return is_struck


def _standing_on(chars: Sequence[Char], others: Sequence[int]) -> Callable[[int], bool]:
    """Whether a character stands on one of the others."""
    tops = sorted((chars[k].y0, k) for k in others)
    highest = max((chars[k].y1 - chars[k].y0 for k in others), default=0.0)

    def stands(k: int) -> bool:
        one = chars[k]
        near = tops[bisect_left(tops, (one.y0 - highest, -1)) : bisect_right(tops, (one.y1, len(chars)))]
        return any(_stand_on_each_other(one, chars[j]) for _, j in near)

    return stands


def _stand_on_each_other(a: Char, b: Char) -> bool:
    width, height = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
    if width <= 0 or height <= 0:
        return False
    return width * height > COLLIDE * min((c.x1 - c.x0) * (c.y1 - c.y0) for c in (a, b))
