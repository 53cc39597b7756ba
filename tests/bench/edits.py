# Edits of a laid-out site, and what each costs a new process: nothing, a body, a title, a template.
import contextlib
import os
import random
import re

import measure


def pick_pages(site, count):
    """Record files spread over the site, the same ones every time."""
    found = []
    for folder, _, names in os.walk(os.path.join(site, "content", "bench")):
        if os.path.basename(folder) != "trang":
            found += [os.path.join(folder, name) for name in names if name.endswith(".md")]
    return random.Random(1).sample(sorted(found), count)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def replace(site, path, text):
    """As editors save: a new file in the old one's place. So the corpus, which shares it, stays."""
    new = os.path.join(site, ".new")
    with open(new, "w", encoding="utf-8", newline="\n") as out:
        out.write(text)
    os.replace(new, path)


@contextlib.contextmanager
def edited(site, path, change):
    """While it lasts, the file holds `change(its text)`; then it is the very same file again."""
    kept = os.path.join(site, ".kept")
    os.link(path, kept)
    replace(site, path, change(read(path)))
    try:
        yield
    finally:
        os.replace(kept, path)


def edit_body(text):
    return text + "\nNội dung vừa được bổ sung.\n"


def edit_title(text):
    return re.sub(r'^title: "(.*)"$', r'title: "\1 (đã sửa)"', text, count=1, flags=re.M)


def edit_template(text):
    return text.replace('<p class="summary">', '<p class="summary lead">', 1)


class Cold:
    """Builds of one site into one folder, each by a new process that finds the last one's files."""

    def __init__(self, program, site, out, log):
        self.command = [
            program,
            "--goc",
            site,
            "build",
            "bench",
            "--out",
            out,
            "--ngay",
            "2026-01-01",
        ]
        self.out, self.log = out, log

    def build(self):
        before = measure.files_of(self.out) if os.path.isdir(self.out) else {}
        figures = measure.run(self.command, self.log)
        figures["rewritten"] = len(measure.rewritten(before, measure.files_of(self.out)))
        return figures


def measure_edits(program, site, out, runs, log):
    """Each scenario's runs. Edits are undone (untimed): each starts from the same site."""
    cold = Cold(program, site, out, log)
    cold.build()
    scenarios = {"nothing changed": [cold.build() for _ in range(runs)]}
    pages = pick_pages(site, runs)
    template = os.path.join(site, "themes", "bench", "templates", "trang.html")
    for name, change, places in (
        ("one body edited", edit_body, pages),
        ("one title edited", edit_title, pages),
        ("one template edited", edit_template, [template] * min(runs, 5)),
    ):
        scenarios[name] = []
        for path in places:
            with edited(site, path, change):
                scenarios[name].append(cold.build())
            cold.build()
    return scenarios
