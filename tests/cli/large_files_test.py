# Files made to cost much: a photograph of 40 megapixels, one cut in the middle, a bomb of pixels, a film of 2 GB.
# large_files_test.py MINHBACH SITE; 77 (skipped) without the vips command.
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

program, site = sys.argv[1:]
if not shutil.which("vips"):
    sys.exit(77)
root = tempfile.mkdtemp(prefix="minhbach-large-")
news = f"{root}/content/xa-mau/tin-bai"


def build():
    """What is said, and the megabytes that the program took at most."""
    command = [program, "--goc", root, "build", "xa-mau", "--ngay", "2026-07-05", "--tu-dau", "--jobs", "1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    return said, status, usage.ru_maxrss / 1024


def show(name):
    with open(f"{news}/tin-lon.md", "w", encoding="utf-8") as file:
        file.write(f"---\ntieu_de: Tin lớn\nngay_dang: 2024-05-01\n---\n![Ảnh lớn]({name})\n\n[Tệp]({name})\n")


def expect(condition, said):
    if not condition:
        raise SystemExit(said)


def bomb(path, side):
    """A sound PNG of one colour, some kilobytes that unpack to gigabytes."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    packer = zlib.compressobj(9)
    row = b"\0" * (side // 8 + 2)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)) +
                   chunk(b"IDAT", data) + chunk(b"IEND", b""))


try:
    shutil.copytree(site, root, dirs_exist_ok=True)
    scratch = f"{root}/n.v"
    subprocess.run(["vips", "gaussnoise", scratch, "7300", "5500", "--mean", "128", "--sigma", "40"], check=True)
    subprocess.run(["vips", "jpegsave", scratch, f"{news}/lon.jpg", "--Q", "60"], check=True)
    os.remove(scratch)

    show("lon.jpg")
    said, status, megabytes = build()
    expect(status == 0, said)
    expect(megabytes < 300, f"40 megapixels took {megabytes:.0f} MB")
    made = os.listdir(f"{root}/site/xa-mau/public/tai-nguyen/anh")
    expect(len(made) == 7, made)
    print(f"40 megapixels: {megabytes:.0f} MB")

    size = os.path.getsize(f"{news}/lon.jpg")
    with open(f"{news}/lon.jpg", "r+b") as file:
        file.truncate(size * 2 // 3)
    said, status, _ = build()
    expect(status != 0 and "lon.jpg: lỗi[MB1205]" in said, said)
    os.remove(f"{news}/lon.jpg")

    bomb(f"{news}/bom.png", 40000)
    show("bom.png")
    said, status, megabytes = build()
    expect(status != 0 and "bom.png: lỗi[MB1203]: ảnh 40000×40000" in said, said)
    expect(megabytes < 150, f"the bomb took {megabytes:.0f} MB")
    os.remove(f"{news}/bom.png")

    with open(f"{news}/phim.mp4", "wb") as file:
        file.truncate(2 << 30)
    show("phim.mp4")
    said, status, megabytes = build()
    expect(status != 0 and "phim.mp4: lỗi[MB1201]: tệp nặng 2048 MB" in said, said)
    expect(megabytes < 150, f"the film took {megabytes:.0f} MB")
    print(f"2 GB: {megabytes:.0f} MB")
finally:
    shutil.rmtree(root)
