# The figures asked of the generator, each held against what was measured.
import statistics


def median(rows, key):
    return statistics.median(row[key] for row in rows)


def ratio(rows, others, key, other_key=None):
    """Of two that ran in turn: the median of the rounds' own ratios, so that drift falls out."""
    return statistics.median(row[key] / other[other_key or key] for row, other in zip(rows, others))


def at_most(what, asked, measured, unit, at=None):
    """`at`: the number of pages it is asked at; measured at another number it is no verdict."""
    return row(what, f"≤ {asked:g} {unit}", measured, unit, lambda: measured <= asked, at)


def at_least(what, asked, measured, unit, at=None):
    return row(what, f"≥ {asked:g} {unit}", measured, unit, lambda: measured >= asked, at)


def row(what, asked, measured, unit, is_reached, at):
    known = measured is not None
    digits = {"×": 2, "ms": 1, "MB": 0}[unit]
    return {
        "what": what,
        "asked": asked,
        "measured": f"{measured:.{digits}f} {unit}" if known else None,
        "reached": is_reached() if known else None,
        "at": at,
    }


def full_build(results):
    ours, floors = results["builds"]["minhbach"], results["floors"]
    hugo = results["builds"].get("hugo")
    return [
        at_least(
            "full build, against Hugo", 15, hugo and ratio(hugo, ours, "wall"), "×", at=10_000
        ),
        at_most(
            "full build, against the write floor",
            4,
            ratio(ours, floors, "wall", "write"),
            "×",
            at=10_000,
        ),
        at_most(
            "full build, CPU against cmark-gfm alone",
            3,
            ratio(ours, floors, "cpu", "markdown_cpu"),
            "×",
            at=10_000,
        ),
        at_most("full build, peak memory", 200, median(ours, "memory_mb"), "MB", at=10_000),
    ]


def growth(results):
    asked = {100_000: (1200, 1.15), 1_000_000: (4000, 1.3)}
    rows = []
    for pages, (memory, time) in asked.items():
        runs = results["growth"].get(str(pages))
        name = f"{pages:,} pages"
        rows.append(
            at_most(f"{name}, peak memory", memory, runs and median(runs, "memory_mb"), "MB")
        )
        rows.append(
            at_most(
                f"{name}, time per page against {results['pages']:,}",
                time,
                runs and median(runs, "per_page_ratio"),
                "×",
                at=10_000,
            )
        )
    return rows


def incremental(results):
    edits = results["edits"]

    def milliseconds(name):
        return median(edits[name], "wall") * 1e3

    # Parsing is at least cmark-gfm's own work, shared by the cores.
    parsing = median(results["floors"], "markdown_cpu") / results["machine"]["cores"]
    rendering = (median(results["builds"]["minhbach"], "wall") - parsing) * 1e3
    return [
        at_most("nothing changed, cold", 40, milliseconds("nothing changed"), "ms", at=10_000),
        at_most("one body edited, cold", 60, milliseconds("one body edited"), "ms", at=10_000),
        at_most("one title edited, cold", 150, milliseconds("one title edited"), "ms", at=10_000),
        at_most(
            "one template edited (the full build less parsing)",
            round(rendering),
            milliseconds("one template edited"),
            "ms",
            at=10_000,
        ),
        at_most(
            "serve, from a save to the reloaded page",
            100,
            statistics.median(results["preview"]["seconds"]) * 1e3,
            "ms",
            at=10_000,
        ),
    ]


def held(results):
    rows = full_build(results) + growth(results) + incremental(results)
    rows.append(
        at_least(
            "template engine, against Jinja2 (least of three pages)",
            10,
            results["templates"]["least_ratio"],
            "×",
        )
    )
    for each in rows:
        if each["at"] not in (None, results["pages"]):
            each["reached"] = None
    return rows


def verdict(each):
    if each["measured"] is None:
        return "not measured"
    if each["reached"] is None:
        return f"asked at {each['at']:,} pages"
    return "reached" if each["reached"] else "MISSED"
