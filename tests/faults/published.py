# What stands at a place of each kind, seen and changed behind the program's back.
import contextlib, os, re, threading
from built_site import BuiltSite, differences
from servers import Sshd, Webdav
from web_servers import Ftps, ObjectStore

LOCK = ".minhbach/xuat-ban/khoa"
MANIFEST = ".minhbach/xuat-ban/ke-khai"


class Folder:
    """Of this machine, whoever serves it."""

    def __init__(self, folder):
        self.folder = folder

    def read(self, path):
        """The bytes there, or None."""
        path = os.path.join(self.folder, path)
        try:
            with open(path + ("/chu" if os.path.isdir(path) else ""), "rb") as file:  # WebDAV's lock is a folder.
                return file.read()
        except FileNotFoundError:
            return None

    def write(self, path, data):
        with open(os.path.join(self.folder, path), "wb") as file:
            file.write(data)

    def remove(self, path):
        os.remove(os.path.join(self.folder, path))

    def wrong(self, files, gone=()):
        """What differs from `files`."""
        return differences(self.folder, files)


class Bucket:
    """A folder in a store. Its listing may be behind, so what should be `gone` is asked for."""

    def __init__(self, store, folder):
        self.store, self.folder = store, folder + "/"

    def read(self, path):
        return self.store.look(self.folder + path)

    def write(self, path, data):
        self.store.put(self.folder + path, data)

    def remove(self, path):
        self.store.delete(self.folder + path)

    def wrong(self, files, gone=()):
        out = ["other: " + path for path, text in files.items() if self.read(path) != text.encode()]
        return out + ["extra: " + path for path in gone if path not in files and not path.startswith("tai-nguyen/") and self.read(path) is not None]


class Published:
    """A site of one's own and its place on one server. `name` is the kind's."""

    def __init__(self, program, name, server, pages=30):
        self.name, self.server = name, server
        self.site = BuiltSite(program, 12 if name == "ftps" else pages)  # TLS takes FTP a fifth of a second for each file.
        self.below = self.site.root.strip("/").replace("/", "-")
        if name == "s3":
            self.there = Bucket(server, self.below)
        else:
            self.folder = self.site.root + "/web" if name in ("thu-muc", "sftp") else server.folder + "/" + self.below
            self.there = Folder(self.folder)
        password = getattr(server, "password", "")
        self.environment = {**os.environ, "HOME": self.site.root, "MINHBACH_MAT_KHAU_DUNG": password, "MINHBACH_MAT_KHAU_HONG": password}
        self.set_places(self.place())

    def place(self, port=None, **more):
        """`port`: of what stands between."""
        more = {"xoa_toi_da_phan_tram": 100, **more}
        if self.name == "thu-muc":
            return {"loai": "thu_muc", "dia_chi": self.folder, **more}
        place = self.server.place({"sftp": self.site.root + "/web", "webdav": "/" + self.below}.get(self.name, self.below), **more)
        if port:
            place["dia_chi"] = re.sub(r":\d+(?=/|$)", ":%d" % port, place["dia_chi"], count=1)
        return place

    def port(self):
        return int(re.search(r":(\d+)(?=/|$)", self.place()["dia_chi"]).group(1))

    def set_places(self, good, bad=None):
        self.site.set_places({"dung": good, "hong": bad or good})

    def run(self, *options, place="dung", **more):
        return self.site.run(place, *options, env={**self.environment, **more})

    def wrong(self, files, gone=()):
        return self.there.wrong(files, gone) + ["lock"] * (self.there.read(LOCK) is not None)

    def end(self):
        self.site.remove()


def try_kinds(try_kind, asked, meanwhile=None):
    """Calls it with the name of each kind (of those asked for, if any) and its server, all at once."""
    with contextlib.ExitStack() as running:
        servers = {"thu-muc": None, "sftp": running.enter_context(Sshd()), "webdav": running.enter_context(Webdav())}
        for name, kind in (("ftps", Ftps), ("s3", ObjectStore)):
            if kind.is_here():
                servers[name] = running.enter_context(kind())
            else:
                print("SKIPPED in part: no server for %s here" % name)
        threads = [threading.Thread(target=try_kind, args=item) for item in servers.items() if not asked or item[0] in asked]
        for each in threads:
            each.start()
        if meanwhile:
            meanwhile()
        for each in threads:
            each.join()
