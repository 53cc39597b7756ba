# A built portal made by hand, in versions that differ as edits make them differ, and a reader of it.
import hashlib, json, os, re, shutil, subprocess, sys, tempfile


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class BuiltSite:
    """What `minhbach build` leaves, as far as `publish` looks at it. Each page ends in a sum of itself and names assets."""

    def __init__(self, program, pages=200):
        self.program, self.pages = program, pages
        self.root = tempfile.mkdtemp(prefix="minhbach-publish-")
        self.public = self.root + "/site/xa/public"
        os.makedirs(self.public + "/.minhbach")
        self.places = {}

    def remove(self):
        shutil.rmtree(self.root, ignore_errors=True)

    def set_places(self, places):
        self.places = places
        portal = {"ten": "Xã", "mo_ta": "Để thử.", "dia_chi": "https://xa.example", "ngon_ngu": "vi", "giao_dien": "nho",
                  "muc": [], "noi_xuat_ban": places}
        with open(self.root + "/site/xa/portal.json", "w") as file:
            json.dump(portal, file, ensure_ascii=False)

    def files_of(self, version):
        """Path to bytes. Every version has another style sheet, other pictures on a third of the pages, some pages less and more."""
        files = {}
        style = "body{--ban:%d}" % version
        style_path = "tai-nguyen/css/chinh.%s.css" % digest(style)
        files[style_path] = style
        for i in range(self.pages):
            if (i + version) % 23 == 0:
                continue
            edited = version if (i + version) % 3 == 0 else version - (i + version) % 3
            picture = "<svg><title>%d %d</title></svg>" % (i, edited) * 20
            picture_path = "tai-nguyen/anh/%d-%s.svg" % (i, digest(picture))
            files[picture_path] = picture
            body = '<!doctype html><link href="/%s"><img src="/%s"><p>%s</p>' % (style_path, picture_path, "chữ " * (i % 500))
            files["bai/%d/index.html" % i] = body + "<!--%s-->" % digest(body)
        files["bai/tên có dấu & 'nháy' 100%/index.html"] = "<!doctype html><!--%s-->" % digest("<!doctype html>")
        files["tieu-de.json"] = json.dumps(version)
        files["sitemap.xml"] = "<urlset>%d</urlset>" % version
        return files

    def write(self, version):
        files = self.files_of(version)
        listed = self.public + "/.minhbach/da-xuat.txt"
        before = set()
        if os.path.exists(listed):
            with open(listed) as file:
                before = set(file.read().splitlines()[1:])
        for path in before - files.keys():
            os.remove(os.path.join(self.public, path))
        for path, text in files.items():
            full = os.path.join(self.public, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            if os.path.exists(full):
                os.remove(full)  # And not replaced: that waits for the disk.
            with open(full, "w") as file:
                file.write(text)
        for name, text in (("da-xuat.txt", "minhbach da-xuat 1\n" + "".join(p + "\n" for p in sorted(files, key=str.encode))), ("nhat-ky", "x")):
            with open(self.public + "/.minhbach/" + name, "w") as file:
                file.write(text)
        return files

    def add(self, path, text):
        """One more file of the version that is written."""
        full, listed = os.path.join(self.public, path), self.public + "/.minhbach/da-xuat.txt"
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w") as file:
            file.write(text)
        with open(listed) as file:
            head, *paths = file.read().splitlines()
        with open(listed, "w") as file:
            file.write("\n".join([head, *sorted([*paths, path], key=str.encode)]) + "\n")

    def command(self, place, *options, name="publish"):
        return [self.program, "--goc", self.root, name, "xa", "--to", place, *options]

    def run(self, place, *options, name="publish", **more):
        return subprocess.run(self.command(place, *options, name=name), capture_output=True, text=True, **more)

    def publish(self, place, *options, **more):
        done = self.run(place, *options, **more)
        if done.returncode != 0:
            raise SystemExit("publish %s: %s%s" % (place, done.stdout, done.stderr))
        return done.stdout


class Failed(list):
    """What did not come as it should, to be printed at a test's end."""

    def expect(self, what, done, code, *words):
        """How a program should have ended, and what it should have said; all that it did say."""
        said = done.stdout + done.stderr
        missing = [word for word in words if word not in said]
        if done.returncode != code or missing:
            self.append("%s: code %d, without %r:\n%s" % (what, done.returncode, missing, said[:2000]))
        else:
            lines = [line for line in done.stderr.splitlines() if "[MB" in line] or said.splitlines() or [""]
            print("%s: %s" % (what, lines[0].strip()[:170]), flush=True)
        return said

    def end(self):
        print("\n".join(self))
        sys.exit(bool(self))


def differences(folder, files, own=(".minhbach",), kept=()):
    """What stands in a folder of the place and should not, or the reverse."""
    out, seen = [], set()
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if os.path.relpath(os.path.join(top, name), folder) not in own]
        for name in names:
            path = os.path.relpath(os.path.join(top, name), folder)
            seen.add(path)
            if path in files:
                with open(os.path.join(top, name), "rb") as file:
                    if file.read() != files[path].encode():
                        out.append("other: " + path)
            elif not path.startswith("tai-nguyen/"):  # Those of earlier versions stay for some days.
                out.append("extra: " + path)
    return out + ["missing: " + path for path in files if path not in seen]


def look_at_page(read, path):
    """Reads one page as a visitor does, and then all it names; `read(path)` gives bytes, or None. What is wrong, or None; a page that is
    gone is not."""
    data = read(path)
    if data is None:
        return None
    text = data.decode("utf-8", "replace")
    body, _, end = text.rpartition("<!--")
    if end != digest(body) + "-->":
        return "torn: " + path
    for asset in re.findall(r'(?:href|src)="/([^"]+)"', body):
        if read(asset) is None:
            return "%s names %s, which is not there" % (path, asset)
    return None
