#!/usr/bin/env python3
"""Lays a corpus of make_corpus.py out as a site of Minh Bạch: lay_out.py CORPUS -> CORPUS.site.

What the corpus holds is linked, not copied: a file edited in place is edited in the site too.
Laying out again brings the site up to date with files that were added, replaced or removed.
"""
import json
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
STAMP = ".laid-out"  # Its time says how new the corpus was that the site shows; run.sh looks at it.


def mirror(source, target, leave_out=()):
    """Makes `target` hold the files of `source` as hard links, and nothing else."""
    os.makedirs(target, exist_ok=True)
    wanted = {entry.name: entry for entry in os.scandir(source) if entry.name not in leave_out}
    present = {entry.name: entry for entry in os.scandir(target)}
    for name, entry in present.items():
        if name not in wanted:
            shutil.rmtree(entry.path) if entry.is_dir() else os.remove(entry.path)
    for name, entry in wanted.items():
        path = os.path.join(target, name)
        if entry.is_dir():
            mirror(entry.path, path)
        elif name not in present:
            os.link(entry.path, path)
        elif present[name].inode() != entry.inode():
            os.remove(path)
            os.link(entry.path, path)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write(text)


def write_json(path, data):
    write(path, json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def type_id(section):
    return section["slug"].replace("-", "_")


def write_types(site, sections):
    with open(os.path.join(HERE, "types", "section.schema.json.in"), encoding="utf-8") as file:
        pattern = file.read()
    for name in ("tasks", "co_quan", "trang"):
        shutil.copyfile(
            os.path.join(HERE, "types", f"{name}.schema.json"),
            os.path.join(site, "site", "types", f"{name}.schema.json"),
        )
    for section in sections:
        schema = "GovernmentService" if section["slug"] == "thu-tuc" else "Article"
        text = pattern.replace("@ID@", type_id(section)).replace("@FOLDER@", section["slug"])
        text = text.replace("@TITLE@", section["title"]).replace("@SCHEMA@", schema)
        write(os.path.join(site, "site", "types", f"{type_id(section)}.schema.json"), text)


def lay_out(corpus):
    """The site's folder, made or brought up to date."""
    corpus = os.path.abspath(corpus)
    site = corpus + ".site"
    os.makedirs(os.path.join(site, "site", "types"), exist_ok=True)
    stamp = os.path.join(site, STAMP)
    write(stamp + ".new", "")  # First, so that what changes meanwhile is newer.
    with open(os.path.join(corpus, "data", "site.json"), encoding="utf-8") as file:
        about = json.load(file)
    sections = about["sections"]
    write_types(site, sections)
    write_json(
        os.path.join(site, "site", "bench", "portal.json"),
        {
            "ten": about["title"],
            "mo_ta": "Trang thông tin công khai, minh bạch của huyện.",
            "dia_chi": about["base_url"],
            "ngon_ngu": "vi",
            "giao_dien": "bench",
            "co_quan": "co-quan-chu-quan",
            "muc": [
                {"loai": type_id(s), "ten": s["title"], "mo_ta": s["description"]} for s in sections
            ],
        },
    )
    write_json(
        os.path.join(site, "data", "bench", "co-quan", "co-quan-chu-quan.json"),
        {"ten": about["agency"]},
    )

    for section in sections:
        mirror(
            os.path.join(corpus, "content", section["slug"]),
            os.path.join(site, "content", "bench", section["slug"]),
            leave_out=("_index.md",),
        )
    mirror(
        os.path.join(corpus, "content"),
        os.path.join(site, "content", "bench", "trang"),
        leave_out=("_index.md", *(s["slug"] for s in sections)),
    )
    mirror(
        os.path.join(corpus, "data"),
        os.path.join(site, "data", "bench", "tasks"),
        leave_out=("site.json",),
    )
    mirror(os.path.join(corpus, "static"), os.path.join(site, "site", "bench", "static"))
    theme = os.path.join(site, "themes", "bench")
    shutil.copytree(os.path.join(HERE, "theme"), theme, dirs_exist_ok=True)
    os.makedirs(os.path.join(theme, "assets"), exist_ok=True)
    shutil.copytree(
        os.path.join(corpus, "static", "css"),
        os.path.join(theme, "assets", "css"),
        dirs_exist_ok=True,
    )
    os.replace(stamp + ".new", stamp)
    return site


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    lay_out(sys.argv[1])
