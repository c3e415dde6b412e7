"""Roadmaps of roadmap.sh on the way in: a drawing of nodes and edges as steps with activities, and what was done of it.

The format stands in ``docs/formats/roadmap-sh.md``. Nodes are told apart by their types; what only decorates the
drawing is left out silently, what might mean something and is not known is reported.
"""

from hashlib import blake2b
from pathlib import PurePath
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.domain.words import Kind, Status
from planner.exchange.incoming import (
    LINE_MAX,
    MAX_PARTS,
    NAME_MAX,
    Incoming,
    IncomingActivity,
    IncomingRoadmap,
    IncomingStep,
    Remarks,
    address_of,
    block_of,
    digest_of,
    line_of,
    slug_of,
)
from planner.exchange.roadmap_sh_layout import Box, Layout, lay_out
from planner.exchange.strict_json import no_json
from planner.exchange.template_keys import is_key
from planner.exchange.text_files import check_size

MAX_BYTES: Final = 20_000_000
MAX_NODES: Final = 3_000
MAX_EDGES: Final = 20_000
_ID_MAX: Final = 200
_TOPICS: Final = frozenset(("topic",))
_TICKED: Final = "to" + "do"  # how the editor calls a line to tick off
_SUBTOPICS: Final = frozenset(("subtopic", _TICKED, f"{_TICKED}-checkbox", "checklist-item"))
_DRAWN: Final = frozenset(
    ("title", "section", "label", "paragraph", "vertical", "horizontal", "legend", "button", "linksgroup",
     "links-group", "resourcebutton", "resource-button", "checklist", "image", "group", "text", "connector")
)  # fmt: skip
_OPTIONAL: Final = ("alternative", "optional", "not strict", "anytime", "not recommended")
_PROGRESS: Final = {
    "done": Status.DONE,
    "completed": Status.DONE,
    "learning": Status.IN_PROGRESS,
    "in_progress": Status.IN_PROGRESS,
    "skipped": Status.SKIPPED,
    "removed": Status.SKIPPED,
    "pending": Status.PLANNED,
}

Loose = Any
"""A value of a hostile file: looked at before it is used."""


class _Document(msgspec.Struct):
    """The outermost object; nodes and edges are read one by one, so that a damaged one takes no other away."""

    nodes: Annotated[list[msgspec.Raw], Meta(max_length=MAX_NODES)]
    edges: Annotated[list[msgspec.Raw], Meta(max_length=MAX_EDGES)] = []
    id: Loose = None
    slug: Loose = None
    title: Loose = None
    progress: Loose = None
    done: Loose = None
    completed: Loose = None
    learning: Loose = None
    in_progress: Loose = None
    skipped: Loose = None
    removed: Loose = None
    pending: Loose = None


class _Position(msgspec.Struct, frozen=True):
    x: float = 0
    y: float = 0


class _Node(msgspec.Struct):
    id: str
    type: str = ""
    data: Loose = None
    position: _Position = _Position()
    width: Loose = None
    height: Loose = None
    measured: Loose = None

    def size(self, name: str, usual: float) -> float:
        """The width or height of the node; of one that does not say, the usual one."""
        measured = self.measured.get(name) if isinstance(self.measured, dict) else None
        found = getattr(self, name) or measured
        return abs(float(found)) if isinstance(found, (int, float)) and abs(found) < 1e9 else usual


class _Edge(msgspec.Struct):
    source: str
    target: str
    data: Loose = None
    style: Loose = None

    @property
    def is_solid(self) -> bool:
        """Whether the line is drawn through; what leads aside is dashed."""
        said = self.data.get("edgeStyle") if isinstance(self.data, dict) else None
        dashes = self.style.get("strokeDasharray") if isinstance(self.style, dict) else None
        return said != "dashed" if isinstance(said, str) else dashes in (None, "", "0", 0)


_DOCUMENT = msgspec.json.Decoder(_Document)
_NODE = msgspec.json.Decoder(_Node)
_EDGE = msgspec.json.Decoder(_Edge)


def read_roadmap_sh(data: bytes, where: str) -> Incoming:
    """Read a roadmap of roadmap.sh.

    Raises ExchangeError for a file that is too large, no such roadmap, or without any topic.
    """
    check_size(len(data), MAX_BYTES, where)
    try:
        document = _DOCUMENT.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except msgspec.ValidationError as error:
        if "length" in str(error):
            raise ExchangeError(
                tr(
                    "“{where}” has more than {nodes} nodes or {edges} edges; no roadmap to follow is that large.",
                    where=where,
                    nodes=MAX_NODES,
                    edges=MAX_EDGES,
                )
            ) from None
        raise ExchangeError(
            tr("“{where}” is no roadmap of roadmap.sh: it holds no list of nodes; download it again.", where=where)
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ExchangeError(
            tr("“{where}” is not readable as JSON ({why}); download it again.", where=where, why=no_json(error))
        ) from None
    return _Reader(document, where).incoming()


class _Reader:
    """Reads one document."""

    def __init__(self, document: _Document, where: str) -> None:
        self._document = document
        self._where = where
        self._remarks = Remarks(where)
        self._nodes: dict[str, _Node] = {}
        self._status = self._progress()

    def incoming(self) -> Incoming:
        """The roadmap as steps and activities."""
        for number, raw in enumerate(self._document.nodes, 1):
            self._take_node(number, raw)
        layout = lay_out(self._boxes(), self._edges())
        if not layout:
            raise ExchangeError(
                tr(
                    "“{where}” holds no topic, so there is nothing to import; download the roadmap again.",
                    where=self._where,
                )
            )
        title = next((node for node in self._nodes.values() if node.type == "title"), None)
        stem = PurePath(self._where).stem
        named = self._document.title
        name = (
            line_of(named.get("page") or named.get("card") if isinstance(named, dict) else named, NAME_MAX)
            or (self._label(title) if title is not None else "")
            or line_of(stem, NAME_MAX)
            or tr("Imported")
        )
        identity = line_of(self._document.slug, _ID_MAX) or line_of(self._document.id, _ID_MAX)
        source = identity or (title.id if title is not None else stem)
        steps = self._with_links([self._step(one) for one in layout])
        found = IncomingRoadmap(f"roadmap-sh:{slug_of(name)}-{digest_of(source)}", name, tuple(steps))
        return Incoming("roadmap-sh", (found,), skipped=self._remarks.whole())

    # -- nodes, edges, progress -------------------------------------------------------------------------------------

    def _take_node(self, number: int, raw: msgspec.Raw) -> None:
        where = tr("{where}, node {n}", where=self._where, n=number)
        try:
            node = _NODE.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            self._remarks.add(where, tr("it has no identity or no place, so it was left out"))
            return
        node.type = node.type.casefold()
        if not node.id or len(node.id) > _ID_MAX:
            self._remarks.add(where, tr("it has no identity or no place, so it was left out"))
        elif node.id in self._nodes:
            if node.type in _TOPICS | _SUBTOPICS:
                self._remarks.add(where, tr("“{uid}” stands there a second time", uid=line_of(node.id, 80)))
        elif node.type in _TOPICS | _SUBTOPICS and not self._label(node):
            self._remarks.add(where, tr("it has no label, so it was left out"))
        else:
            if node.type not in _TOPICS | _SUBTOPICS | _DRAWN:
                self._remarks.add(where, tr("nodes of the type “{type}” are not known", type=line_of(node.type, 40)))
            self._nodes[node.id] = node

    def _edges(self) -> list[tuple[str, str, bool]]:
        edges = []
        for raw in self._document.edges:
            try:
                edge = _EDGE.decode(raw)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                continue  # a line of the drawing that leads nowhere
            if edge.source in self._nodes and edge.target in self._nodes and edge.source != edge.target:
                edges.append((edge.source, edge.target, edge.is_solid))
        return edges

    def _boxes(self) -> dict[str, Box]:
        boxes = {}
        for node in self._nodes.values():
            role = "topic" if node.type in _TOPICS else "subtopic" if node.type in _SUBTOPICS else ""
            role = role or (node.type if node.type in ("section", "title", "label") else "")
            if role:
                width, height = node.size("width", 100), node.size("height", 50)
                boxes[node.id] = Box(node.id, role, self._label(node), node.position.x, node.position.y, width, height)
        return boxes

    def _progress(self) -> dict[str, Status]:
        """What the file says was done, by node; names such as ``slug@node`` are taken by their ending."""
        found: dict[str, Status] = {}
        places = [{name: getattr(self._document, name) for name in _PROGRESS}]
        if isinstance(self._document.progress, dict):
            places.append(self._document.progress)
        for place in places:
            for name, status in _PROGRESS.items():
                ids = place.get(name)
                for each in ids if isinstance(ids, list) else ():
                    if isinstance(each, str) and len(each) <= 2 * _ID_MAX:
                        found[each.rpartition("@")[2]] = status
        return found

    # -- steps and activities ---------------------------------------------------------------------------------------

    def _label(self, node: _Node) -> str:
        return line_of(node.data.get("label")) if isinstance(node.data, dict) else ""

    def _step(self, found: Layout) -> IncomingStep:
        activities = [self._activity(self._nodes[each]) for each in found.activities]
        own = self._nodes[found.node]
        if found.node not in found.activities and own.type in _TOPICS and self._says_more(own):
            activities.insert(0, self._activity(own))
        return IncomingStep(_key(found.node), line_of(found.name, NAME_MAX), {}, tuple(activities))

    def _says_more(self, node: _Node) -> bool:
        """Whether a topic that is a step has something that only an activity can hold."""
        return node.id in self._status or bool(self._links(node) or self._notes(node))

    def _activity(self, node: _Node) -> IncomingActivity:
        values: dict[str, Any] = {"title": self._label(node), "kind": Kind.TOPIC.value}
        data = node.data if isinstance(node.data, dict) else {}
        legend = data.get("legend")
        label = line_of(legend.get("label"), 80).casefold() if isinstance(legend, dict) else ""
        if label:
            values["core"] = not any(word in label for word in _OPTIONAL)
        if self._status:
            values["status"] = self._status.get(node.id, Status.PLANNED).value
        if links := dict(self._remarks.bounded(self._links(node).items())):
            values["links"] = links
        if notes := self._notes(node):
            values["notes"] = notes
        checklist = _checklist(data)
        if texts := self._remarks.bounded(checklist):
            values["checklist"] = texts
            values["ticked"] = [text for text in texts if checklist[text]]
        return IncomingActivity(_key(node.id), values, line_of(node.id, 80))

    @staticmethod
    def _notes(node: _Node) -> str:
        return block_of(node.data.get("description")) if isinstance(node.data, dict) else ""

    @staticmethod
    def _links(node: _Node) -> dict[str, str]:
        if not isinstance(node.data, dict):
            return {}
        links: dict[str, str] = {}
        listed = node.data.get("links")
        for each in listed[:MAX_PARTS] if isinstance(listed, list) else ():
            if isinstance(each, dict) and (url := address_of(each.get("url"))):
                links.setdefault(url, line_of(each.get("title")) or line_of(each.get("label")))
        if url := address_of(node.data.get("href")) or address_of(node.data.get("url")):
            links.setdefault(url, "")
        return links

    def _with_links(self, steps: list[IncomingStep]) -> list[IncomingStep]:
        """The steps with checklists of their own, and at the end what the drawing links to beside its topics."""
        links: dict[str, str] = {}
        extra: list[IncomingActivity] = []
        for node in self._nodes.values():
            if node.type in _TOPICS | _SUBTOPICS:
                continue
            label = self._label(node)
            for url, title in self._links(node).items():
                links.setdefault(url, title or label)
            if node.type == "checklist" and isinstance(node.data, dict) and (lines := _checklist(node.data)):
                ticked = [text for text, done in lines.items() if done]
                title = label if label and label.casefold() != "checklist" else tr("Checklist")
                values: dict[str, Any] = {
                    "title": title,
                    "kind": Kind.TOPIC.value,
                    "checklist": list(lines),
                    "ticked": ticked,
                }
                extra.append(IncomingActivity(_key(node.id), values, line_of(node.id, 80)))
        if links:
            values = {
                "title": tr("More to read"),
                "kind": Kind.READING.value,
                "core": False,
                "links": dict(list(links.items())[:MAX_PARTS]),
            }
            extra.append(IncomingActivity("more-links", values))
        last = steps[-1]
        return [*steps[:-1], last._replace(activities=(*last.activities, *extra))]


def _checklist(data: dict[Any, Any]) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for name in ("checklists", "checklist"):
        listed = data.get(name)
        for each in listed[:MAX_PARTS] if isinstance(listed, list) else ():
            text = line_of(each.get("label") or each.get("text") if isinstance(each, dict) else each, LINE_MAX)
            if text:
                done = isinstance(each, dict) and (each.get("done") is True or each.get("checked") is True)
                found.setdefault(text, done)
    return found


def _key(node: str) -> str:
    """The key of a node: its id where that is one, else a digest of it (case counts)."""
    if is_key(node):
        return node
    return f"node-{blake2b(node.encode('utf-8', 'replace'), digest_size=10).hexdigest()}"
