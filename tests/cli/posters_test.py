#!/usr/bin/python3
"""Posters of the demo portals, read back by others' programs: QR codes by zbar from the PDF at 150 dpi and from both
PNGs, fonts and text of the PDF by poppler. Arguments: program, root of the repository. Skipped (77) without them."""
import html
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

program, root = sys.argv[1], pathlib.Path(sys.argv[2])
portals = ["lang-giang", "luc-nam", "mau"]


def run(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def codes(picture):
    return run("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)).split()


def plain(text):
    """NFC on one line: a space that keeps words together is a space."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00a0", " ").split())


def text_of(record, key):
    """A one-line text of the front matter."""
    found = re.search(rf"^{key}: *(.*)$", record, re.M)
    return plain(found.group(1).strip('"')) if found else ""


def check_boxes(pdf, has_bleed):
    """Where a printer cuts: 10 mm from the edge of a sheet with bleed, of which 3 mm are printed."""
    boxes = {name: [float(number) for number in numbers.split()]
             for name, numbers in re.findall(r"^(\w+Box): +(.*)$", run("pdfinfo", "-box", str(pdf)), re.M)}
    sheet, point = boxes["MediaBox"], 72 / 25.4
    width, height = (297, 420) if "a3" in pdf.name else (210, 297)
    for name, beyond in [("TrimBox", 0), ("BleedBox", 3)]:
        near = (10 - beyond) * point
        wanted = [near, near, (10 + width + beyond) * point, (10 + height + beyond) * point] if has_bleed else sheet
        assert all(abs(a - b) < 0.02 for a, b in zip(boxes[name], wanted)), (pdf, name, boxes[name], wanted)


def check(poster, record, scratch):
    target = text_of(record, "lien_ket")
    page = (poster / "index.html").read_text()
    address = re.search(r'<meta property="og:url" content="([^"]*)"', page).group(1)
    site = re.match(r"https://[^/]*", address).group(0)
    wanted = [site + target if target else address]
    for form in ["vuong", "ngang"]:
        read = codes(poster / f"poster-{form}.png")
        assert read == wanted, (poster, form, read, wanted)
    for form in ["a4", "a3"]:
        pdf = poster / f"poster-{form}.pdf"
        run("pdftoppm", "-r", "150", "-png", "-singlefile", str(pdf), str(scratch / "page"))
        read = codes(scratch / "page.png")
        assert read == wanted, (pdf, read, wanted)
        fonts = run("pdffonts", str(pdf)).splitlines()[2:]
        assert fonts and all("BeVietnamPro-" in f and re.search(r"\byes yes yes\b", f) for f in fonts), (pdf, fonts)
        text = plain(run("pdftotext", "-layout", str(pdf), "-"))
        rows = plain(run("pdftotext", str(pdf), "-"))
        for key in ["thong_diep", "so", "doi_tuong"]:
            words = text_of(record, key)
            assert words in text or words in rows, (pdf, key, words, text)
        check_boxes(pdf, "tran_le: true" in record)
        assert ("Nội dung minh họa" in rows) == ("minh_hoa: true" in record), pdf
    shared = re.search(r'<meta property="og:image" content="([^"]*)"', page).group(1)
    assert "poster-ngang.png?" in html.unescape(shared), shared
    assert plain(text_of(record, "thong_diep")) in plain(html.unescape(re.sub(r"<[^>]*>", "", page))), poster


def main():
    if not all(map(shutil.which, ["zbarimg", "pdftoppm", "pdffonts", "pdftotext"])):
        print("zbar-tools or poppler-utils are missing")
        return 77
    if not (root / "themes/cong-khai/node_modules").is_dir():
        print("no npm packages: ./dev setup")
        return 77
    seen = 0
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder)
        run(program, "--goc", str(root), "build", *portals, "--out", str(out / "site"), "--ngay", "2026-11-21")
        for portal in portals:
            for record in sorted((root / "content" / portal / "poster").glob("*.md")):
                text = record.read_text()
                if "bo_cuc: hinh_tai_len" in text or len(record.suffixes) > 1:
                    continue
                check(out / "site" / portal / "poster" / record.stem, text, out)
                seen += 1
    assert seen >= 5, seen
    print(f"{seen} posters, each read back four times")
    return 0


sys.exit(main())
