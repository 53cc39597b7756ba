#!/usr/bin/env python3
"""Our template engine against Jinja2, on the benchmark theme's own templates with the same data.

    jinja2_bench.py TOOLS [--rounds N] [--seconds S] [--json FILE]

TOOLS: the build folder that holds time_templates and template_data.json. Both engines have loaded
(Jinja2: compiled) all templates before the clock starts, both escape, both must print the same
bytes; they run in turn. Functions and filters of the host are the cheapest possible for Jinja2:
answers made beforehand, slugs and dates remembered.
"""
import argparse
import functools
import json
import os
import re
import statistics
import subprocess
import sys
import time
import types
import unicodedata

import jinja2
import markupsafe
from jinja2.utils import htmlsafe_json_dumps

HERE = os.path.dirname(os.path.abspath(__file__))
THEME = os.path.join(HERE, "minhbach", "theme")
ARGUMENT_END = "\u001f"


class JsonLd(dict):
    """Data that is printed inside a script element, escaped for it, as ours is."""

    def __html__(self):
        return htmlsafe_json_dumps(self, ensure_ascii=False)


def to_value(data, key=""):
    """Maps become plain objects: Jinja2 finds attributes faster than items."""
    if isinstance(data, list):
        return [to_value(item) for item in data]
    if not isinstance(data, dict):
        return data
    if "$markup" in data:
        return markupsafe.Markup(data["$markup"])
    if "$call" in data:
        answers = {name: to_value(value) for name, value in data["$call"].items()}
        return lambda *arguments: answers[ARGUMENT_END.join(map(str, arguments))]
    if key == "json_ld":
        return JsonLd(data)
    return types.SimpleNamespace(**{name: to_value(value, name) for name, value in data.items()})


@functools.cache
def slug(text):
    flat = (
        unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
        .encode("ascii", "ignore")
        .decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", flat).strip("-")


@functools.cache
def date(iso):
    return f"{iso[8:]}/{iso[5:7]}/{iso[:4]}"


def load_jinja2():
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(os.path.join(THEME, "templates")),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(ngay=date, duong_dan=slug)
    return environment


def seconds_per_render(template, names, seconds):
    template.render(names)
    start = time.perf_counter()
    renders, passed = 0, 0.0
    while passed < seconds:
        template.render(names)
        renders += 1
        passed = time.perf_counter() - start
    return passed / renders


def compare(tools, rounds, seconds):
    """For each template: seconds of a render by each engine, each round; how many times ours."""
    data_file = os.path.join(tools, "template_data.json")
    with open(data_file, encoding="utf-8") as file:
        data = json.load(file)
    ours = [os.path.join(tools, "time_templates"), THEME, data_file]
    environment = load_jinja2()
    results = {}
    for name, names in data.items():
        template = environment.get_template(name)
        names = {key: to_value(value) for key, value in names.items()}
        page = template.render(names)
        if subprocess.run([*ours, name], check=True, capture_output=True).stdout != page.encode():
            raise SystemExit(f"{name}: the two engines print different pages")
        rows = []
        for _ in range(rounds):
            theirs = seconds_per_render(template, names, seconds)
            answer = subprocess.run(
                [*ours, name, str(seconds)], check=True, capture_output=True, text=True
            )
            rows.append({"jinja2": theirs, "minhbach": float(answer.stdout)})
        results[name] = {
            "bytes": len(page.encode()),
            "rounds": rows,
            "ratio": statistics.median(row["jinja2"] / row["minhbach"] for row in rows),
        }
    return {
        "jinja2": jinja2.__version__,
        "python": sys.version.split()[0],
        "escape_in_c": markupsafe.escape.__module__ == "markupsafe._speedups",
        "templates": results,
        "least_ratio": min(result["ratio"] for result in results.values()),
    }


def print_results(results):
    speedups = "escaping in" if results["escape_in_c"] else "escaping NOT in"
    print(f"Templates: Jinja2 {results['jinja2']} (Python {results['python']}, {speedups} C)")
    print(f"  {'template':18}{'bytes':>9}{'Jinja2 µs':>12}{'ours µs':>10}{'ratio':>9}")
    for name, result in results["templates"].items():
        theirs, ours = (
            statistics.median(row[engine] for row in result["rounds"]) * 1e6
            for engine in ("jinja2", "minhbach")
        )
        print(f"  {name:18}{result['bytes']:9}{theirs:12.1f}{ours:10.1f}{result['ratio']:8.1f}×")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tools")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--json")
    given = parser.parse_args()
    results = compare(given.tools, given.rounds, given.seconds)
    print_results(results)
    if given.json:
        with open(given.json, "w", encoding="utf-8") as out:
            json.dump(results, out, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
