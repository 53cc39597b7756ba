# ./dev bench --pictures [COUNT]: photographs of 12 MP to three widths x two formats, by minhbach and by the vips
# command line with the same settings, in turn on the same processors. COUNT (40) photographs stand for 1,000: every
# one costs the same, so the ratio is what counts.
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time

WIDTHS = (480, 960, 1600)  # As generator/images/variants.cpp; the settings below too.
SAVERS = {"avif": "Q=55,effort=1,compression=av1,strip", "webp": "Q=75,effort=4,strip"}
HERE = os.path.dirname(os.path.abspath(__file__))


def vips(*words):
    subprocess.run(["vips", *map(str, words)], check=True, stderr=subprocess.DEVNULL)


def make_photograph(path, seed, scratch):
    """Slopes, shapes of three sizes and a sensor's noise, in three channels."""
    at = lambda name: f"{scratch}/{name}.v"
    size = (4000, 3000)
    for name, cell, step in (("far", 700, 0), ("near", 90, 1), ("leaf", 24, 2)):
        vips("perlin", at(name), *size, "--cell-size", cell, "--seed", seed * 7 + step)
    vips("gaussnoise", at("noise"), *size, "--mean", 0, "--sigma", 4, "--seed", seed)
    vips("linear", at("far"), at("a"), 90, 120)
    vips("linear", at("near"), at("b"), 40, 0)
    vips("linear", at("leaf"), at("c"), 25, 0)
    vips("sum", " ".join(map(at, ("a", "b", "c", "noise"))), at("grey"))
    vips("linear", at("grey"), at("warm"), 0.9, 10)
    vips("linear", at("grey"), at("cold"), 0.8, 30)
    vips("bandjoin", " ".join(map(at, ("grey", "warm", "cold"))), at("all"))
    vips("cast", at("all"), at("bytes"), "uchar")
    vips("copy", at("bytes"), at("photo"), "--interpretation", "srgb")
    vips("jpegsave", at("photo"), path, "--Q", 90)


def make_site(folder, count):
    shutil.copytree(os.path.join(HERE, "../support/small_site"), folder)
    news = f"{folder}/content/xa-mau/tin-bai"
    os.makedirs(news, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for i in range(count):
            make_photograph(f"{news}/anh-{i}.jpg", i + 1, scratch)
            with open(f"{news}/tin-{i}.md", "w", encoding="utf-8") as file:
                file.write(f"---\ntieu_de: Tin {i}\nngay_dang: 2024-05-01\n---\n![Ảnh {i}](anh-{i}.jpg)\n")
    return [f"{news}/anh-{i}.jpg" for i in range(count)]


def timed(work):
    start = time.monotonic()
    work()
    return time.monotonic() - start


def by_minhbach(program, site, *more):
    command = [program, "--goc", site, "build", "xa-mau", "--ngay", "2024-06-01", *more]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def by_vips(photographs, folder, jobs):
    """One process a photograph's picture, as many at a time as there are processors, each with one thread."""
    os.makedirs(folder)
    lines = []
    for photograph in photographs:
        stem = os.path.basename(photograph)[:-4]
        for width in WIDTHS:
            for ending, options in SAVERS.items():
                lines.append(f"{photograph}\0{folder}/{stem}-{width}.{ending}[{options}]\0{width}\0")
    subprocess.run(["xargs", "-0", "-n3", f"-P{jobs}", "vips", "thumbnail", "--size", "down"], check=True,
                   input="".join(lines).encode(), stderr=subprocess.DEVNULL,
                   env={**os.environ, "VIPS_CONCURRENCY": "1"})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("count", nargs="?", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    jobs = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory(prefix="minhbach-pictures-") as root:
        site = f"{root}/site"
        photographs = make_site(site, given.count)
        size = sum(os.path.getsize(path) for path in photographs) / given.count / 1e6
        print(f"{given.count} photographs of 4000x3000, {size:.1f} MB each, {jobs} processors")
        ours, theirs = [], []
        for round_ in range(given.rounds):
            for made in (f"{site}/site/xa-mau/public", f"{site}/.cache", f"{root}/vips"):
                shutil.rmtree(made, ignore_errors=True)
            ours.append(timed(lambda: by_minhbach(given.program, site)))
            theirs.append(timed(lambda: by_vips(photographs, f"{root}/vips", jobs)))
            print(f"round {round_ + 1}: minhbach {ours[-1]:.2f} s, vips {theirs[-1]:.2f} s, "
                  f"ratio {ours[-1] / theirs[-1]:.2f}", flush=True)
        print(f"best: minhbach {min(ours):.2f} s, vips {min(theirs):.2f} s, ratio {min(ours) / min(theirs):.2f}; "
              f"{min(ours) / given.count * 1000:.0f} ms a photograph")
        by_minhbach(given.program, site)
        nothing = min(timed(lambda: by_minhbach(given.program, site)) for _ in range(5))
        print(f"nothing changed: {nothing * 1000:.0f} ms")
        kept = timed(lambda: by_minhbach(given.program, site, "--tu-dau", "--out", f"{root}/again"))
        print(f"from nothing with kept pictures: {kept:.2f} s")


if __name__ == "__main__":
    sys.exit(main())
