"""Made-up roadmaps in the shape of roadmap.sh's files: nodes with places, edges between them, and progress."""

import json
from typing import Any


def node(node_id: str, kind: str, x: float, y: float, label: str = "", **data: Any) -> dict[str, Any]:
    size = {"width": 100, "height": 50}
    place = {"x": x, "y": y}
    return {"id": node_id, "type": kind, "position": place, "data": {"label": label, **data}, "measured": size, **size}


def edge(source: str, target: str, style: str = "dashed") -> dict[str, Any]:
    return {"id": f"e-{source}-{target}", "source": source, "target": target, "data": {"edgeStyle": style}}


def written(nodes: list[dict[str, Any]], edges: list[dict[str, Any]] | None = None, **more: Any) -> bytes:
    return json.dumps({"nodes": nodes, "edges": edges or [], **more}).encode()


def pottery(topics: int = 10, subtopics: int = 12, **more: Any) -> bytes:
    """A roadmap of a title, ``topics`` on the centre line with ``subtopics`` each, and lines of the drawing."""
    nodes = [node("Title_1", "title", 0, 0, "Pottery")]
    edges = []
    for number in range(topics):
        topic = f"Topic_{number:02}"
        nodes.append(node(topic, "topic", 0, 100 + 400 * number, f"Stage {number}"))
        if number:
            edges.append(edge(f"Topic_{number - 1:02}", topic, "solid"))
            nodes.append(node(f"Line_{number}", "vertical", 40, 400 * number, "vertical node"))
        for inner in range(subtopics):
            child = f"Sub_{number:02}_{inner:02}"
            nodes.append(node(child, "subtopic", 300, 100 + 400 * number + 30 * inner, f"Skill {number}.{inner}"))
            edges.append(edge(topic, child))
    # The drawing order of real files is any order.
    return written(nodes[::-1], edges, **more)
