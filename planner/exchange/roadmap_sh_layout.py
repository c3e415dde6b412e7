"""Which topics of a drawn roadmap are its steps, and which activities belong to them: by lines first, then by place."""

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

_BESIDE: Final = 150
"""How far from the middle of the drawing, in its own units, a lone topic still stands on the centre line."""


class Box(NamedTuple):
    """A node of the drawing. ``role`` is topic, subtopic, section, label or title."""

    id: str
    role: str
    name: str
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box."""
        return self.x + self.width / 2, self.y + self.height / 2

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point lies inside the box."""
        return 0 <= point[0] - self.x <= self.width and 0 <= point[1] - self.y <= self.height


class Layout(NamedTuple):
    """A step: the node that names it, its name, and the nodes of its activities, in order."""

    node: str
    name: str
    activities: tuple[str, ...]


Edge = tuple[str, str, bool]


def lay_out(boxes: Mapping[str, Box], edges: Iterable[Edge]) -> list[Layout]:
    """The steps from top to bottom; empty if nothing is drawn that could be one. Cycles do no harm.

    A main topic is a step. A subtopic belongs to the topic that lines lead to, else to that of the section in which it
    stands, else to the topic at its height or above. A main topic without subtopics is its own activity.
    """
    return _Drawing(boxes, list(edges)).steps()


class _Drawing:
    def __init__(self, boxes: Mapping[str, Box], edges: list[Edge]) -> None:
        self._boxes = boxes
        self._topics = _ordered(box for box in boxes.values() if box.role == "topic")
        self._subtopics = _ordered(box for box in boxes.values() if box.role == "subtopic")
        self._sections = sorted(
            (box for box in boxes.values() if box.role == "section"), key=lambda box: (box.width * box.height, box.id)
        )
        self._lines: defaultdict[str, list[str]] = defaultdict(list)
        self._solid: defaultdict[str, set[str]] = defaultdict(set)
        for source, target, solid in edges:
            self._lines[source].append(target)
            self._lines[target].append(source)
            if solid:
                self._solid[source].add(target)
                self._solid[target].add(source)

    def steps(self) -> list[Layout]:
        inside = {box.id: self._section_of(box) for box in (*self._topics, *self._subtopics)}
        owner = self._by_lines()
        heads = self._heads(inside)
        for box in self._subtopics:
            section = inside[box.id]
            if box.id not in owner and section is not None and section.id in heads:
                owner[box.id] = heads[section.id]
        owner |= self._by_height([box for box in self._subtopics if box.id not in owner])
        children: defaultdict[str, list[Box]] = defaultdict(list)
        for box in self._subtopics:
            if box.id in owner:
                children[owner[box.id]].append(box)
        main = self._main(children)
        for topic in self._topics:
            if topic.id not in main:
                children[self._main_of(topic, main)].append(topic)
        return self._in_order(main, children, heads)

    def _section_of(self, box: Box) -> Box | None:
        """The smallest section in which a box stands."""
        middle = box.middle
        return next((section for section in self._sections if section.holds(middle)), None)

    def _by_lines(self) -> dict[str, str]:
        """The topic of each subtopic that lines lead to, the nearest one first; through sections and subtopics."""
        owner = {topic.id: topic.id for topic in self._topics}
        ahead = deque(owner)
        while ahead:
            here = ahead.popleft()
            for there in self._lines[here]:
                box = self._boxes.get(there)
                if there not in owner and box is not None and box.role in ("subtopic", "section"):
                    owner[there] = owner[here]
                    ahead.append(there)
        return {node: topic for node, topic in owner.items() if node != topic}

    def _heads(self, inside: Mapping[str, Box | None]) -> dict[str, str]:
        """What each section is about: the topic that lines lead to, the first topic inside, else its own label."""
        heads: dict[str, str] = {}
        linked = self._by_lines()
        for section in self._sections:
            if section.id in linked:
                heads[section.id] = linked[section.id]
        for topic in self._topics:
            section_ = inside[topic.id]
            if section_ is not None:
                heads.setdefault(section_.id, topic.id)
        for section in self._sections:
            if section.id not in heads and self._name_of(section):
                heads[section.id] = section.id
        return heads

    def _name_of(self, section: Box) -> str:
        """The label of a section, or the topmost label that is drawn inside it."""
        if section.name:
            return section.name
        labels = _ordered(box for box in self._boxes.values() if box.role == "label" and section.holds(box.middle))
        return labels[0].name if labels else ""

    def _by_height(self, boxes: Iterable[Box]) -> dict[str, str]:
        """The last topic at the height of each box or above it, else the first one."""
        if not self._topics:
            return {}
        heights = [topic.y for topic in self._topics]
        return {box.id: self._topics[max(bisect_right(heights, box.y) - 1, 0)].id for box in boxes}

    def _main(self, children: Mapping[str, list[Box]]) -> set[str]:
        """The topics that are steps: those with subtopics, and those that stand on the centre line."""
        topics = {topic.id for topic in self._topics}
        titles = [box for box in self._boxes.values() if box.role == "title"]
        middles = sorted(box.middle[0] for box in titles or self._topics)
        centre = middles[len(middles) // 2] if middles else 0
        main = set()
        for topic in self._topics:
            others = topics & set(self._lines[topic.id])
            on_line = bool(topics & self._solid[topic.id])
            in_the_middle = not others and abs(topic.middle[0] - centre) <= _BESIDE
            if children.get(topic.id) or on_line or in_the_middle:
                main.add(topic.id)
        return main or topics

    def _main_of(self, topic: Box, main: set[str]) -> str:
        """The step of a topic beside the line: that to which a line leads, else the last one above."""
        linked = [self._boxes[other] for other in self._lines[topic.id] if other in main]
        if linked:
            return min(linked, key=lambda box: (abs(box.y - topic.y), box.id)).id
        above = [box for box in self._topics if box.id in main]
        return max((box for box in above if box.y <= topic.y), key=lambda box: (box.y, box.x), default=above[0]).id

    def _in_order(self, main: set[str], children: Mapping[str, list[Box]], heads: Mapping[str, str]) -> list[Layout]:
        steps = {*main, *(head for head in heads.values() if children.get(head))}
        if not steps and self._subtopics:  # subtopics alone: the drawing is one step
            first = self._subtopics[0]
            return [Layout(first.id, first.name, tuple(box.id for box in self._subtopics))]
        made = []
        for box in _ordered(self._boxes[step] for step in steps):
            own = _ordered(children.get(box.id, ()))
            name = self._name_of(box) if box.role == "section" else box.name
            made.append(Layout(box.id, name, tuple(child.id for child in own) or (box.id,)))
        return made


def _ordered(boxes: Iterable[Box]) -> list[Box]:
    """From top to bottom, then from left to right."""
    return sorted(boxes, key=lambda box: (box.y, box.x, box.id))
