# Files made to cost much: a photograph of 40 megapixels, one cut in the middle, pictures that are unpacked as a whole,
# long strips, a bomb of pixels, a film of 2 GB. No picture that is taken makes the program larger than 350 MB.
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


def vips(*words):
    subprocess.run(["vips", *words], check=True)


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
    vips("gaussnoise", scratch, "7300", "5500", "--mean", "128", "--sigma", "40")
    vips("jpegsave", scratch, f"{news}/lon.jpg", "--Q", "60")
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

    for band in "123":
        vips("gaussnoise", f"{root}/{band}.v", "6000", "6950", "--mean", "128", "--sigma", "100", "--seed", band)
    vips("bandjoin", " ".join(f"{root}/{band}.v" for band in "123"), f"{root}/k.v")
    vips("cast", f"{root}/k.v", f"{root}/16.v", "uchar")
    vips("copy", f"{root}/16.v", f"{root}/nhieu.v", "--interpretation", "srgb")
    vips("black", f"{root}/k.v", "8000", "6000", "--bands", "3")
    vips("copy", f"{root}/k.v", f"{root}/mau.v", "--interpretation", "srgb")
    vips("bandjoin_const", f"{root}/mau.v", f"{root}/trong.v", "200")
    vips("linear", f"{root}/mau.v", f"{root}/k.v", "256", "0")
    vips("cast", f"{root}/k.v", f"{root}/16.v", "ushort")
    vips("copy", f"{root}/16.v", f"{root}/sau.v", "--interpretation", "rgb16")
    vips("bandjoin_const", f"{root}/sau.v", f"{root}/sau-trong.v", "60000")
    kinds = {  # Name: of what, pixels along each side, how it is saved.
        "xen-ke.png": ("mau", 8000, 6000, "pngsave", "--interlace"),
        "xen-ke-trong.png": ("trong", 5000, 4000, "pngsave", "--interlace"),
        "xen-ke-trong-lon.png": ("trong", 8000, 6000, "pngsave", "--interlace"),
        "xen-ke-16.png": ("sau", 6800, 5200, "pngsave", "--interlace"),
        "xen-ke-16-trong.png": ("sau-trong", 8000, 6000, "pngsave", "--interlace"),
        "trong.png": ("trong", 6500, 5000, "pngsave"),
        "dan.jpg": ("mau", 8000, 6000, "jpegsave", "--interlace"),
        "dan-min.jpg": ("mau", 7000, 5000, "jpegsave", "--interlace", "--subsample-mode", "off"),
        "dan-min-lon.jpg": ("mau", 8000, 6000, "jpegsave", "--interlace", "--subsample-mode", "off"),
        "anh.webp": ("mau", 8000, 6000, "webpsave"),
        "trong.webp": ("trong", 8000, 6000, "webpsave"),
        "nhieu.webp": ("nhieu", 6000, 5200, "webpsave"),
        "dong-yen.gif": ("mau", 5000, 4000, "gifsave"),
        "dai.jpg": ("nhieu", 1600, 5800, "jpegsave"),
        "dai-lon.jpg": ("nhieu", 1600, 6950, "jpegsave"),
        "dai.png": ("mau", 800, 6000, "pngsave"),
    }
    refused = {"xen-ke-trong-lon.png", "xen-ke-16-trong.png", "dan-min-lon.jpg", "dai-lon.jpg"}
    for name, (of, width, height, save, *options) in kinds.items():
        vips("extract_area", f"{root}/{of}.v", scratch, "0", "0", str(width), str(height))
        vips(save, scratch, f"{news}/{name}", *options)
        show(name)
        said, status, megabytes = build()
        print(f"{name} {width}x{height}: {megabytes:.0f} MB{', refused' if status else ''}", flush=True)
        expect((status != 0) == (name in refused), said)
        expect(status == 0 or f"{name}: lỗi[MB1209]: ảnh {width}×{height}" in said, said)
        expect(megabytes < (350 if status == 0 else 150), f"{name} took {megabytes:.0f} MB")
        os.remove(f"{news}/{name}")

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
