"""What a page's paths draw: rules from strokes and thin boxes, edges of filled boxes, and what lies over or under text.

Office programs draw a table's lines in three ways: as stroked segments, as rectangles a point thin, and, where cells
are coloured, as filled rectangles whose edges are the only border. The third way also draws banners and bars, so those
edges are handed over separately and used only where they make a finer grid.
"""

from __future__ import annotations

from itertools import pairwise

from reconcile.document import Box
from reconcile.readers.pdf.drawn import Drawn, Rule
from reconcile.readers.pdf.seeing import Scene

THIN = 3.0  # a filled rectangle up to this many points wide is a line
STRAIGHT = 0.7  # how far a line may lean, in points
TALL_FILL = 120.0  # a filled rectangle higher than this is a background, not a cell
SMALL_FILL = 5.0  # and a lower or narrower one a mark
FAR_OUT = 1e5  # points: no page is so large, but damaged files have such numbers
LETTER = 12  # segments: a path with more may be several letters
MOST_OBJECTS = 100_000  # on one page, forms unfolded
MOST_SEGMENTS = 200_000

Points = list[tuple[float, float]]


class Canvas:
    """Collects the rules of one page: ``lines`` that are drawn, ``fills`` that are edges of filled rectangles.

    On the way it notes what else the page has: pictures, and in which order all was drawn.
    """

    def __init__(self) -> None:
        self.lines: list[Rule] = []
        self.fills: list[Rule] = []
        self.white_fills: list[Rule] = []
        self.overflow = False
        self.pictures: list[Box] = []
        self.paths = 0  # the letters of text turned into drawings are paths, or subpaths of a long one
        self.objects = self.segments = 0
        self.scene = Scene()

    def finish(self) -> None:
        """Keep of the rules those that are seen and stand where a page can be."""
        self.lines = [rule for rule in self.scene.seen_rules() if _is_near(rule)]
        self.fills = [rule for rule in self.fills if _is_near(rule)]
        self.white_fills = [rule for rule in self.white_fills if _is_near(rule)]

    def place_picture(self, box: Box) -> None:
        """A picture; some producers draw rules as thin ones."""
        x0, y0, x1, y1 = box
        self.pictures.append(box)
        if min(x1 - x0, y1 - y0) <= THIN:
            self.fill(box, False)
        else:
            self.scene.grounds.append(Drawn(self.objects, box))

    def stroke(self, points: Points, white: bool) -> None:
        for (ax, ay), (bx, by) in pairwise(points):
            level, upright = abs(ay - by) < STRAIGHT, abs(ax - bx) < STRAIGHT
            if level and not upright:
                y = (ay + by) / 2
                self._rule((min(ax, bx), y, max(ax, bx), y), white)
            elif upright and not level:
                x = (ax + bx) / 2
                self._rule((x, min(ay, by), x, max(ay, by)), white)

    def fill(self, box: Box, white: bool) -> None:
        x0, y0, x1, y1 = box
        width, height = x1 - x0, y1 - y0
        if height <= THIN and width > 1.2 * height:
            self._rule((x0, (y0 + y1) / 2, x1, (y0 + y1) / 2), white)
        elif width <= THIN:
            self._rule(((x0 + x1) / 2, y0, (x0 + x1) / 2, y1), white)
        elif SMALL_FILL < height < TALL_FILL and width > SMALL_FILL:
            edges = (Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1))
            if white:
                self.white_fills += edges
            else:
                self.fills += edges

    def ground(self, boxes: list[Box], white: bool) -> bool:
        """Note what a filled path lies under; whether it may hide something, as only a single rectangle does."""
        large = [b for b in boxes if b[2] - b[0] > SMALL_FILL and b[3] - b[1] > SMALL_FILL]
        if not white:
            self.scene.grounds += [Drawn(self.objects, box) for box in large]
        return len(boxes) == len(large) == 1 and bool(self.scene.orders or self.scene.rules)

    def cover(self, box: Box, clip: Box | None) -> None:
        """A rectangle hides what was drawn before, as far as its clip path lets it."""
        if clip:
            box = (max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3]))
        self.scene.covers.append(Drawn(self.objects, box))

    def _rule(self, box: Box, white: bool) -> None:
        (self.scene.white if white else self.scene.rules).append(Drawn(self.objects, box))


def is_rectangle(points: Points) -> bool:
    """Whether a path has upright and level sides only."""
    return len(points) >= 4 and all(
        abs(ax - bx) < STRAIGHT or abs(ay - by) < STRAIGHT for (ax, ay), (bx, by) in pairwise(points)
    )


def box_around(points: Points) -> Box:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _is_near(rule: Rule) -> bool:
    """Whether a rule stands where a page can be; false for numbers that are none."""
    return abs(rule.x0) + abs(rule.y0) + abs(rule.x1) + abs(rule.y1) < FAR_OUT
