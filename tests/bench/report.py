# What was measured, as tables for a terminal.
import statistics

import goals
import jinja2_bench


def print_row(name, *cells):
    """Numbers keep their digits, empty cells their place."""
    print(f"  {name:25}" + "".join(f" {cell:>9}" for cell in cells))


def walls_of(seconds, unit=1.0, digits=3):
    """Median, least and most."""
    taken = [value * unit for value in seconds]
    return [f"{value:.{digits}f}" for value in (statistics.median(taken), min(taken), max(taken))]


def print_machine(about):
    print(f"\n{about['processor']}, {about['cores']} cores, {about['memory_gb']} GB")
    print(f"{about['system']}, Linux {about['kernel']}, {about['file_system']}")
    for name, version in about["programs"].items():
        print(f"{name}: {version}")
    print(f"load at the start: {about['load_at_start']:.2f}")


def print_builds(results):
    ours = results["builds"]["minhbach"]
    print(f"\nFull build, {results['pages']:,} pages, medians of {len(ours)} rounds")
    print_row("", "wall s", "min", "max", "CPU s", "peak MB", "files", "MB", "× ours")
    for name, runs in results["builds"].items():
        shape = results["outputs"][name]
        print_row(
            name,
            *walls_of(run["wall"] for run in runs),
            f"{goals.median(runs, 'cpu'):.3f}",
            f"{goals.median(runs, 'memory_mb'):.0f}",
            shape["files"],
            f"{shape['bytes'] / 1e6:.1f}",
            f"{goals.ratio(runs, ours, 'wall'):.2f}",
        )
    floors = results["floors"]
    for name, key in (
        ("writing ours anew", "write"),
        ("writing ours over", "rewrite"),
        ("comparing with ours", "compare"),
    ):
        share = f"{goals.ratio(floors, ours, key, 'wall'):.2f}"
        print_row(name, *walls_of(floor[key] for floor in floors), "", "", "", "", share)
    print_row("cmark-gfm alone", "", "", "", f"{goals.median(floors, 'markdown_cpu'):.3f}")


def print_edits(results):
    print(f"\nEdits, a new process each, {results['pages']:,} pages")
    print_row("", "wall ms", "min", "max", "CPU ms", "peak MB", "runs", "files rewritten")
    for name, runs in results["edits"].items():
        files = sorted(run["rewritten"] for run in runs)
        print_row(
            name,
            *walls_of((run["wall"] for run in runs), 1e3, 1),
            f"{goals.median(runs, 'cpu') * 1e3:.1f}",
            f"{goals.median(runs, 'memory_mb'):.0f}",
            len(runs),
            f" {statistics.median_low(files)} ({files[0]}–{files[-1]})",
        )
    preview = results["preview"]
    memory, runs = f"{preview['memory_mb']:.0f}", len(preview["seconds"])
    print_row("serve, save to reload", *walls_of(preview["seconds"], 1e3, 1), "", memory, runs)


def print_growth(results):
    if not results["growth"]:
        return
    print(
        f"\nLarger sites, ours; time per page against {results['pages']:,} pages in the same round"
    )
    print_row("", "wall s", "min", "max", "CPU s", "peak MB", "per page")
    for pages, runs in results["growth"].items():
        print_row(
            f"{int(pages):,} pages",
            *walls_of(run["wall"] for run in runs),
            f"{goals.median(runs, 'cpu'):.3f}",
            f"{goals.median(runs, 'memory_mb'):.0f}",
            f"{goals.median(runs, 'per_page_ratio'):.3f}",
        )


def print_micro(results):
    print("\nMicro benchmarks")
    print_row("", "time", "", "MB/s", "files/s")
    for each in results["micro"]:
        print_row(
            each["name"],
            f"{each['real_time']:.2f}",
            each["time_unit"],
            f"{each['bytes_per_second'] / 1e6:.1f}" if "bytes_per_second" in each else "",
            f"{each['items_per_second']:.0f}" if "items_per_second" in each else "",
        )


def print_goals(results):
    print(f"\n  {'asked of ours':58}{'asked':>11}{'measured':>12}")
    for each in results["goals"]:
        measured = each["measured"] or "–"
        print(f"  {each['what']:58}{each['asked']:>11}{measured:>12}  {goals.verdict(each)}")


def print_all(results):
    print_machine(results["machine"])
    print_builds(results)
    print_edits(results)
    print_growth(results)
    print()
    jinja2_bench.print_results(results["templates"])
    print_micro(results)
    print_goals(results)
