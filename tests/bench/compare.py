#!/usr/bin/env python3
"""One corpus through Hugo, Eleventy and Minh Bạch in turn, the floors, and Minh Bạch's edits.

Everything is medians. Machines drift, by a factor of two over a day: figures that are compared were
taken in turn, in the same round, and their ratio is the median of the rounds' ratios. README.md
says what each figure holds.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys

import edits
import goals
import jinja2_bench
import machine
import measure
import preview
import report

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(HERE, "minhbach"))
import lay_out  # noqa: E402

PEERS = ("hugo", "eleventy")
NODE_BOUND = 20_000  # Pages from which Node's own bound on memory would stop Eleventy.


def read_arguments():
    parser = argparse.ArgumentParser(
        prog="./dev bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("pages", nargs="?", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5, help="full builds of each program (5)")
    parser.add_argument(
        "--edits", type=int, default=15, help="runs of each incremental scenario (15)"
    )
    parser.add_argument("--peers", default=",".join(PEERS), help="hugo,eleventy; none: ''")
    parser.add_argument(
        "--growth",
        type=int,
        nargs="*",
        default=[],
        metavar="PAGES",
        help="larger sizes, ours alone: 100000 1000000 (the last needs 70 GB of disk)",
    )
    parser.add_argument("--seed", type=int, default=2025)
    parser.add_argument("--json", metavar="FILE", help="all figures, each run's")
    parser.add_argument(
        "--build",
        default=os.path.join(ROOT, "build", "release"),
        help="where the programs were built",
    )
    parser.add_argument(
        "--scratch",
        default=os.path.join(ROOT, "build", "bench"),
        help="corpora and outputs; on the disk to be measured",
    )
    return parser.parse_args()


class Bench:
    def __init__(self, given):
        self.given = given
        self.program = os.path.join(given.build, "minhbach")
        self.tools = os.path.join(given.build, "tests", "bench")
        self.scratch = os.path.abspath(given.scratch)
        self.runs = os.path.join(self.scratch, "runs")
        shutil.rmtree(self.runs, ignore_errors=True)
        os.makedirs(self.runs)
        self.log = open(os.path.join(self.scratch, "log"), "w", encoding="utf-8")

    def say(self, text):
        print(f"-- {text}", file=sys.stderr, flush=True)

    def corpus(self, pages):
        """Made once, laid out for ours, and read, so that no build waits for the disk."""
        folder = os.path.join(self.scratch, f"corpus-{pages}-{self.given.seed}")
        if not os.path.isdir(folder):
            self.say(f"making a corpus of {pages:,} pages")
            shutil.rmtree(folder + ".new", ignore_errors=True)
            subprocess.run(
                [
                    sys.executable,
                    os.path.join(HERE, "make_corpus.py"),
                    "--pages",
                    str(pages),
                    "--seed",
                    str(self.given.seed),
                    "--out",
                    folder + ".new",
                ],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            os.rename(folder + ".new", folder)
        lay_out.lay_out(folder)
        for place, _, names in os.walk(folder):
            for name in names:
                with open(os.path.join(place, name), "rb") as file:
                    file.read()
        return folder

    def build(self, name, corpus, out, pages):
        env = {**os.environ, "MINHBACH": self.program}
        if name == "eleventy" and pages > NODE_BOUND:
            env["NODE_OPTIONS"] = "--max-old-space-size=16384"
        os.sync()  # What earlier work left for the disk is not this run's.
        return measure.run([os.path.join(HERE, name, "run.sh"), corpus, out], self.log, env)

    def tool(self, *command):
        answer = subprocess.run(
            [os.path.join(self.tools, command[0]), *command[1:]],
            check=True,
            stdout=subprocess.PIPE,
            stderr=self.log,
        )
        return json.loads(answer.stdout)

    def floors(self, corpus, site, number):
        """Plain writing of our output, the faster of 1 and 2 threads; cmark-gfm on all bodies."""
        written = self.tool("write_floor", site, os.path.join(self.runs, f"floor-{number}"))
        list_file = os.path.join(self.runs, "bodies")
        with open(list_file, "w", encoding="utf-8") as out:
            for folder, _, names in sorted(os.walk(os.path.join(corpus, "content"))):
                out.writelines(
                    os.path.join(folder, name) + "\n"
                    for name in sorted(names)
                    if name != "_index.md"
                )
        markdown = self.tool("markdown_floor", list_file)
        return {
            "write": min(run["fresh"] for run in written["runs"]),
            "rewrite": min(run["rewrite"] for run in written["runs"]),
            "compare": min(run["compare"] for run in written["runs"]),
            "markdown_cpu": markdown["cpu"],
        }

    def full_builds(self, corpus, names):
        builds, shapes, floors = {name: [] for name in names}, {}, []
        for number in range(self.given.rounds):
            self.say(f"round {number + 1} of {self.given.rounds}: {', '.join(names)}, floors")
            for name in names:
                out = os.path.join(self.runs, f"{name}-{number}")
                builds[name].append(self.build(name, corpus, out, self.given.pages))
                shapes[name] = measure.shape(out)
            floors.append(
                self.floors(corpus, os.path.join(self.runs, f"minhbach-{number}"), number)
            )
        return builds, shapes, floors

    def incremental(self, corpus):
        self.say("edits, a new process each")
        out = os.path.join(self.runs, "edited")
        scenarios = edits.measure_edits(
            self.program, corpus + ".site", out, self.given.edits, self.log
        )
        wrong = measure.differing(out, os.path.join(self.runs, "minhbach-0"))
        if wrong:
            raise SystemExit(
                f"edits undone, yet {len(wrong)} files differ from a clean build's: {wrong[:5]}"
            )
        return scenarios

    def growth(self, corpus):
        """Larger sites by ours, each in turn with the site of the main size."""
        found = {}
        for pages in self.given.growth:
            large = self.corpus(pages)
            rounds = 3 if pages <= 200_000 else 1
            found[str(pages)] = []
            for number in range(rounds):
                self.say(f"{pages:,} pages, round {number + 1} of {rounds}")
                small = self.build(
                    "minhbach",
                    corpus,
                    os.path.join(self.runs, f"small-{pages}-{number}"),
                    self.given.pages,
                )
                out = os.path.join(self.runs, f"large-{pages}-{number}")
                run = self.build("minhbach", large, out, pages)
                run["per_page_ratio"] = (run["wall"] / pages) / (small["wall"] / self.given.pages)
                found[str(pages)].append(run)
        return found

    def micro(self):
        self.say("micro benchmarks")
        answer = self.tool("bench_micro", "--benchmark_format=json", "--benchmark_min_time=0.3")
        return [
            {
                key: each[key]
                for key in (
                    "name",
                    "real_time",
                    "cpu_time",
                    "time_unit",
                    "bytes_per_second",
                    "items_per_second",
                )
                if key in each
            }
            for each in answer["benchmarks"]
        ]

    def run(self):
        given = self.given
        about = machine.describe(
            self.scratch,
            {
                "minhbach": [self.program, "version"],
                "hugo": ["hugo", "version"],
                "node": ["node", "--version"],
                "compiler": [os.environ.get("CXX", "c++"), "--version"],
            },
        )
        if not machine.is_quiet(about):
            self.say(
                f"the machine is busy (load {about['load_at_start']:.2f}): figures will be uneven"
            )
        # Before all else, so that making the corpus does not disturb it.
        corpus = self.corpus(given.pages)
        names = [name for name in given.peers.split(",") if name] + ["minhbach"]
        builds, shapes, floors = self.full_builds(corpus, names)
        results = {
            "pages": given.pages,
            "seed": given.seed,
            "machine": about,
            "builds": builds,
            "outputs": shapes,
            "floors": floors,
        }
        results["edits"] = self.incremental(corpus)
        self.say("serve")
        results["preview"] = preview.measure_preview(
            self.program, corpus + ".site", given.edits, self.log
        )
        self.say("templates, in turn with Jinja2")
        results["templates"] = jinja2_bench.compare(self.tools, rounds=5, seconds=0.5)
        results["micro"] = self.micro()
        results["growth"] = self.growth(corpus)
        results["goals"] = goals.held(results)
        return results


def main():
    given = read_arguments()
    bench = Bench(given)
    results = bench.run()
    report.print_all(results)
    if given.json:
        with open(given.json, "w", encoding="utf-8") as out:
            json.dump(results, out, ensure_ascii=False, indent=1)
    shutil.rmtree(bench.runs)  # Last: removing this much makes some disks slow for a while.


if __name__ == "__main__":
    main()
