#!/usr/bin/env python3
"""What the benchmark theme's templates see of a corpus, as JSON: template_data.py CORPUS FILE.

One object for each template: its names and their values. Two forms are no plain data:
{"$markup": HTML} is printed as it is, {"$call": {"a␟b": value}} is a function that looks its
arguments up (joined by U+001F). Records, lists and pages are as in generator/docs/template_data.md.
"""
import html
import json
import os
import re
import sys

PER_PAGE = 20
ARGUMENT_END = "\u001f"


def read_front_matter(text):
    """The corpus writes one `key: JSON or plain text` a line."""
    head, body = text.split("\n---\n", 1)
    fields = {}
    for line in head.splitlines()[1:]:
        key, value = line.split(": ", 1)
        fields[key] = json.loads(value) if value[0] in '"[' else value
    return fields, body


def body_as_html(body):
    """Not Markdown, but as long, with the same headings: the template engine only prints it."""
    parts, headings = [], []
    for block in body.strip().split("\n\n"):
        if match := re.match(r"(##+) (.*)", block):
            number = f"muc-{len(headings) + 1}"
            headings.append({"cap": len(match[1]), "id": number, "ten": match[2]})
            parts.append(
                f'<h{len(match[1])} id="{number}">{html.escape(match[2])}</h{len(match[1])}>'
            )
        else:
            parts.append(f"<p>{html.escape(block)}</p>")
    return "\n".join(parts) + "\n", headings


def shown(field, value):
    if field["kieu"] == "date":
        return f"{value[8:]}/{value[5:7]}/{value[:4]}"
    return value + " ha" if field["ten"] == "area_ha" else value


def kind_of(schema):
    return (
        "list"
        if schema["type"] == "array"
        else "date"
        if schema.get("format") == "ngay"
        else "text"
    )


def read_records(corpus, section, fields):
    records = []
    for folder, _, names in sorted(
        os.walk(os.path.join(corpus, "content", section["loai_thu_muc"]))
    ):
        for name in sorted(n for n in names if n != "_index.md"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                values, body = read_front_matter(file.read())
            record = {field["ten"]: values.get(field["ten"]) for field in fields}
            record["_url"] = f"/{section['loai_thu_muc']}/{values['date'][:4]}/{name[:-3]}/"
            record["_ten"] = record["title"]
            record["body"] = body
            records.append(record)
    return sorted(records, key=lambda record: record["date"], reverse=True)


def as_item(record):
    """A record as another page shows it."""
    return {
        key: record[key] for key in ("_url", "_ten", "title", "date", "number", "agency", "summary")
    }


def json_ld(address, page, kind):
    return {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": kind,
                "name": page["tieu_de"],
                "description": page["mo_ta"],
                "url": address + page["url"],
                "inLanguage": "vi",
                "publisher": {"@type": "GovernmentOrganization", "name": "UBND huyện Vân Khê"},
            }
        ],
    }


def make(corpus):
    with open(os.path.join(corpus, "data", "site.json"), encoding="utf-8") as file:
        site = json.load(file)
    with open(os.path.join(corpus, "data", "tasks.json"), encoding="utf-8") as file:
        tasks = json.load(file)
    here = os.path.dirname(os.path.abspath(__file__))
    with open(
        os.path.join(here, "minhbach", "types", "section.schema.json.in"), encoding="utf-8"
    ) as file:
        properties = json.load(file)["properties"]
    fields = [
        {"ten": name, "nhan": schema["title"], "kieu": kind_of(schema)}
        for name, schema in properties.items()
    ]
    sections = [
        {
            "loai": s["slug"].replace("-", "_"),
            "loai_thu_muc": s["slug"],
            "ten": s["title"],
            "url": f"/{s['slug']}/",
            "mo_ta": s["description"],
        }
        for s in site["sections"]
    ]
    records = {section["loai"]: read_records(corpus, section, fields) for section in sections}
    address = site["base_url"]
    first = sections[0]
    kind = {"id": first["loai"], "ten": first["ten"], "url": first["url"]}

    def latest(count):
        return {
            f"{count}{ARGUMENT_END}{name}": [as_item(r) for r in of_type[:count]]
            for name, of_type in records.items()
        }

    common = {
        "cong": {
            "ten": site["title"],
            "mo_ta": "Trang thông tin công khai, minh bạch của huyện.",
            "goc": "/",
            "dia_chi": address,
            "co_quan": {"_ten": site["agency"]},
            "muc": sections,
        },
        "tai_nguyen": {"$call": {"css/site.css": "/tai-nguyen/css/site.216861e0.css"}},
        "moi_nhat": {"$call": {**latest(5), **latest(6)}},
        "cac_ban_ghi": {"$call": {"tasks": tasks}},
    }

    def page(form, title, summary, url, schema, **more):
        out = {
            "kieu": form,
            "tieu_de": title,
            "mo_ta": summary,
            "url": url,
            "url_day_du": address + url,
            "duong_dan": [
                {"ten": "Trang chủ", "url": "/"},
                {"ten": first["ten"], "url": first["url"]},
            ],
            "nguon_cap_du_lieu": [
                {"kieu": "application/atom+xml", "url": first["url"] + "atom.xml"},
                {"kieu": "application/feed+json", "url": first["url"] + "feed.json"},
            ],
            **more,
        }
        out["json_ld"] = json_ld(address, out, schema)
        return out

    record = next(
        r for r in records[first["loai"]] if len(r["body"]) > 4500
    )  # About the corpus's mean.
    body, headings = body_as_html(record["body"])
    shown_record = {
        **record,
        "_loai": kind,
        "_truong": [
            {**field, "gia_tri": record[field["ten"]], "hien": shown(field, record[field["ten"]])}
            for field in fields
            if record[field["ten"]] is not None
        ],
    }
    del shown_record["body"]
    listed = [as_item(r) for r in records[first["loai"]]]
    pages = -(-len(listed) // PER_PAGE)
    return {
        "trang.html": {
            **common,
            "ban_ghi": shown_record,
            "trang": page(
                "ban_ghi",
                record["title"],
                record["summary"],
                record["_url"],
                "Article",
                than={"$markup": body},
                de_muc=headings,
            ),
        },
        "danh-sach.html": {
            **common,
            "trang": page(
                "danh_sach",
                f"{first['ten']} (trang 2)",
                first["mo_ta"],
                f"{first['url']}trang/2/",
                "CollectionPage",
                phan_trang={
                    "so": 2,
                    "tong": pages,
                    "truoc": first["url"],
                    "sau": f"{first['url']}trang/3/",
                },
            ),
            "danh_sach": {
                "loai": kind,
                "muc": listed[PER_PAGE : 2 * PER_PAGE],
                "loc": [],
                "dang_loc": None,
            },
        },
        "trang-chu.html": {
            **common,
            "trang": page(
                "trang_chu",
                "Trang chủ",
                common["cong"]["mo_ta"],
                "/",
                "WebSite",
                than=None,
                de_muc=[],
            ),
        },
    }


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        json.dump(make(sys.argv[1]), out, ensure_ascii=False, indent=1)
