"""Horizontal bars, ours above Node's, as SVG that can be read on light and dark pages."""

from dataclasses import dataclass
from html import escape

STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .title { font-size: 15px; font-weight: 600 }
  .note { fill: #59636e; font-size: 12px }
  .ours { fill: #d9442f } .node { fill: #9aa4ae } .target { stroke: #1f2328; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f3f6 } .note { fill: #9ea7b3 } .ours { fill: #ff6b57 } .node { fill: #66707b } .target { stroke: #f0f3f6 }
  }
"""
WIDTH, LABELS, BARS, ROW, TOP = 760, 250, 400, 52, 74


@dataclass(frozen=True)
class Row:
    label: str
    ours: float
    node: float
    unit: str
    target: float | None = None


def number(value: float | None) -> str:
    """Two or three digits that matter."""
    if value is None:
        return "–"
    return f"{value:,.0f}".replace(",", " ") if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2g}"


def draw(title: str, note: str, rows: list[Row], shared_scale: bool = False) -> str:
    """With `shared_scale` all bars can be compared; else only those of one row."""
    height = TOP + ROW * len(rows) + 6
    longest = max(max(row.ours, row.node) for row in rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img"'
        f' aria-label="{escape(title)}">',
        f"<style>{STYLE}</style>",
        f'<text class="title" x="0" y="18">{escape(title)}</text>',
        f'<text class="note" x="0" y="38">{escape(note)}</text>',
        '<rect class="ours" x="0" y="49" width="12" height="12" rx="2"/><text class="note" x="18" y="59">Pomopomo</text>',
        '<rect class="node" x="96" y="49" width="12" height="12" rx="2"/>'
        '<text class="note" x="114" y="59">Node, socket.io 4.8</text>',
        '<line class="target" x1="244" y1="48" x2="244" y2="62"/><text class="note" x="252" y="59">what we promise</text>',
    ]
    for place, row in enumerate(rows):
        top = TOP + ROW * place
        scale = BARS / (longest if shared_scale else max(row.ours, row.node))
        parts.append(f'<text x="0" y="{top + 25}">{escape(row.label)}</text>')
        target = LABELS + row.target * scale if row.target is not None and row.target * scale <= BARS else None
        for side, value, y in (("ours", row.ours, top + 3), ("node", row.node, top + 23)):
            end = LABELS + max(value * scale, 1)
            # The mark would run through a number beside it.
            text = max(end, target) if target and side == "ours" and target < end + 56 else end
            parts.append(f'<rect class="{side}" x="{LABELS}" y="{y}" width="{end - LABELS:.1f}" height="17" rx="2"/>'
                         f'<text x="{text + 8:.1f}" y="{y + 13}">{number(value)} {row.unit}</text>')
        if target:
            parts.append(f'<line class="target" x1="{target:.1f}" y1="{top}" x2="{target:.1f}" y2="{top + 23}"/>')
    return "\n".join([*parts, "</svg>", ""])
