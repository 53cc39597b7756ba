#!/usr/bin/env python3
"""perf script | flame_graph.py TITLE > out.svg: where time goes, as a picture that needs nothing else.

Each box is a function, as wide as its share of the samples; it stands on the one that called it
(Brendan Gregg, "The Flame Graph", CACM 59(6), 2016). Boxes under 0.2 % are left out. The title of a
box says its name and share.
"""
import html
import re
import sys
import zlib

WIDTH, ROW, LEAST = 1200, 17, 0.002


def stacks(lines):
    """Each sample's functions, outermost first."""
    frames = []
    for line in lines:
        if line.strip():
            if line[0].isspace():
                found = re.match(r"\s+[0-9a-f]+ (.*) \((.*)\)$", line.rstrip())
                if found:
                    frames.append(short(found[1], found[2]))
        elif frames:
            yield frames[::-1]
            frames = []
    if frames:
        yield frames[::-1]


def short(name, library):
    """Without offset, arguments and template arguments; an unknown one by its library."""
    name = re.sub(r"\+0x[0-9a-f]+$", "", name)
    if name == "[unknown]":
        return f"[{library.rsplit('/', 1)[-1].strip('[]')}]"
    name = name.replace("(anonymous namespace)", "")
    while "<" in name and re.search(r"<[^<>]*>", name):
        name = re.sub(r"<[^<>]*>", "", name)
    return re.sub(r"\(.*", "", name).replace("minhbach::", "") or "?"


def gather(samples):
    root = {"name": "all", "count": 0, "below": {}}
    for frames in samples:
        at = root
        at["count"] += 1
        for name in frames:
            at = at["below"].setdefault(name, {"name": name, "count": 0, "below": {}})
            at["count"] += 1
    return root


def boxes(node, left, depth, total):
    share = node["count"] / total
    if share < LEAST:
        return
    yield left, depth, share, node["name"]
    for below in sorted(node["below"].values(), key=lambda each: each["name"]):
        yield from boxes(below, left, depth + 1, total)
        left += below["count"] / total


def picture(title, root):
    all_boxes = list(boxes(root, 0.0, 0, root["count"]))
    height = (max(depth for _, depth, _, _ in all_boxes) + 3) * ROW
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-size="11" font-family="sans-serif">',
        f"<title>{html.escape(title)}</title>",
        f'<text x="8" y="{ROW}">{html.escape(title)}</text>',
    ]
    for left, depth, share, name in all_boxes:
        x, width, y = left * WIDTH, share * WIDTH, height - (depth + 1) * ROW
        hue = 10 + zlib.crc32(name.encode()) % 45
        label = html.escape(name[: int(width / 6.2)]) if width > 25 else ""
        out.append(
            f'<g><title>{html.escape(name)}: {share:.1%}</title><rect x="{x:.1f}" y="{y}" width="{max(width - 0.5, 0.3):.1f}"'
            f' height="{ROW - 1}" fill="hsl({hue},80%,68%)"/><text x="{x + 3:.1f}" y="{y + 12}">{label}</text></g>'
        )
    return "\n".join([*out, "</svg>"])


def main():
    sys.stdin.reconfigure(errors="replace")
    print(picture(" ".join(sys.argv[1:]) or "perf", gather(stacks(sys.stdin))))


if __name__ == "__main__":
    main()
