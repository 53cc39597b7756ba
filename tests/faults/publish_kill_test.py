# Publishing is killed at random moments while a reader walks the site: every page seen is whole and has all it names, and
# the next run ends with the very bytes of the build. publish_kill_test.py MINHBACH [POINTS [PLACE...]]
import contextlib, os, random, shutil, signal, subprocess, sys, tempfile, threading, time
from built_site import BuiltSite, look_at_page
from published import LOCK, Bucket, Folder
from servers import Sshd, Webdav
from web_servers import Ftps, ObjectStore

program = sys.argv[1]
points = int(sys.argv[2]) if len(sys.argv) > 2 else 6
chance = random.Random(20261121)


class Reader(threading.Thread):
    def __init__(self, read, pages):
        super().__init__(daemon=True)
        self.read, self.pages, self.seen, self.wrong, self.goes_on = read, pages, 0, set(), True

    def run(self):
        order = random.Random(1)
        while self.goes_on:
            wrong = look_at_page(self.read, "bai/%d/index.html" % order.randrange(self.pages))
            self.seen += 1
            time.sleep(0.0005)
            if wrong:
                self.wrong.add(wrong)

    def stop(self):
        self.goes_on = False
        self.join()


def try_place(name, said, place, web):
    """Publishes version after version, each killed once somewhere and then ended. `web` is what visitors see of the place."""
    site = BuiltSite(program, 60 if name in ("ftps", "s3") else 200)  # Those take long for each file.
    site.set_places({name: said})
    version = 1
    ever = set(site.write(version))
    site.publish(name)
    took = []
    for _ in range(3):
        version += 1
        site.write(version)
        began = time.monotonic()
        site.publish(name)
        took.append(time.monotonic() - began)
    reader = Reader(web.read, site.pages)
    reader.start()
    cut, failed, resumed = 0, [], 0
    for _ in range(points):
        version += 1
        files = site.write(version)
        run = subprocess.Popen(site.command(name), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            run.wait(chance.uniform(0, min(took)))
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
            cut += 1
        if chance.random() < 0.5:  # The next run often brings another version.
            version += 1
            files = site.write(version)
        resumed += "bị ngắt" in site.publish(name)
        failed += web.wrong(files, ever)[:3]
        ever.update(files)
    reader.stop()
    temporary = os.path.join(place.folder, ".minhbach/xuat-ban/tam")  # A store needs none.
    left = os.listdir(temporary) if os.path.isdir(temporary) else []
    locks = place.read(LOCK) is not None
    print("%s: killed %d of %d runs, %d went on where they had been cut; %d pages read meanwhile, %d wrong; %d differences; "
          "%d leftovers" % (name, cut, points, resumed, reader.seen, len(reader.wrong), len(failed), len(left) + locks))
    site.remove()
    wrong = sorted(reader.wrong)[:5] + failed + left + ["lock"] * locks
    return wrong + ([] if cut * 4 > points and reader.seen > 100 else ["too little was tried"])


root = tempfile.mkdtemp(prefix="minhbach-kill-")
with contextlib.ExitStack() as running:
    sshd, dav = running.enter_context(Sshd()), running.enter_context(Webdav())
    os.environ["MINHBACH_MAT_KHAU_WEBDAV"] = dav.password
    releases = {"cach": "ban_phat_hanh", "giu_ban": 2}
    common = {"xoa_toi_da_phan_tram": 100}
    folders = {name: root + "/" + name for name in ("thu-muc", "thu-muc-ban", "sftp", "sftp-ban")}
    folders["webdav"] = dav.folder
    places = {
        "thu-muc": {"loai": "thu_muc", "dia_chi": folders["thu-muc"], **common},
        "thu-muc-ban": {"loai": "thu_muc", "dia_chi": folders["thu-muc-ban"], **releases, **common},
        "sftp": sshd.place(folders["sftp"], **common),
        "sftp-ban": sshd.place(folders["sftp-ban"], **releases, **common),
        "webdav": dav.place(**common)}
    if Ftps.is_here():
        ftps = running.enter_context(Ftps())
        os.environ["MINHBACH_MAT_KHAU_FTPS"] = ftps.password
        places["ftps"] = ftps.place("xa", **common)
        folders["ftps"] = ftps.folder + "/xa"
    seen = {name: (Folder(folder), Folder(folder + ("/hien-tai" if name.endswith("-ban") else ""))) for name, folder in folders.items()}
    if ObjectStore.is_here():
        store = running.enter_context(ObjectStore())
        os.environ["MINHBACH_MAT_KHAU_S3"] = store.password
        places["s3"] = store.place("xa", **common)
        seen["s3"] = (Bucket(store, "xa"),) * 2
    wrong = []
    for name, (place, web) in seen.items():
        if len(sys.argv) < 4 or name in sys.argv[3:]:
            wrong += try_place(name, places[name], place, web)
shutil.rmtree(root)
print("\n".join(wrong))
sys.exit(bool(wrong))
