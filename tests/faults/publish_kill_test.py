# Publishing is killed at random moments while a reader walks the site: every page seen is whole and has all it names, and
# the next run ends with the very bytes of the build, and its manifest says so; killed again while it goes on, too. A run that is told to
# end gives its lock up. publish_kill_test.py MINHBACH [POINTS [PLACE...]]
import contextlib, hashlib, os, random, shutil, signal, subprocess, sys, tempfile, threading, time
from built_site import BuiltSite, look_at_page
from published import LOCK, MANIFEST, Bucket, Folder
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


def look_at_manifest(place):
    """What stands there and is not what the manifest says."""
    lines = [line.split("\t") for line in place.read(MANIFEST).decode().splitlines()]
    folder = next(line[4] for line in lines if line[0] == "ban")
    wrong = []
    for line in lines:
        if line[0] not in ("tep", "giu"):
            continue
        digest = line[1] if line[0] == "tep" else line[2]
        data = place.read(os.path.join(folder, line[-1]))
        if data is None or hashlib.sha256(data).hexdigest() != digest:
            wrong.append("not as in the manifest: " + line[-1])
    if folder and os.readlink(os.path.join(place.folder, "hien-tai")) != folder:
        wrong.append("hien-tai is not " + folder)
    kept = {line[4] for line in lines if line[0] == "truoc"} | {folder}
    for one in os.listdir(os.path.join(place.folder, "ban")) if folder else []:
        # Of a release that was being removed when its run was killed, folders without any file may stay.
        files = sum(len(names) for _, _, names in os.walk(os.path.join(place.folder, "ban", one)))
        if files and "ban/" + one not in kept:
            wrong.append("release left over: %s with %d files" % (one, files))
    return wrong[:3]


def cut(site, name, longest):
    """Publishes, and kills that at some moment; True when it had not ended by itself."""
    run = subprocess.Popen(site.command(name), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        run.wait(chance.uniform(0, longest))
        return False
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        return True


def try_place(site, name, place, web):
    """Publishes version after version, each killed once somewhere and then ended. `web` is what visitors see of the place."""
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
    killed, twice, failed, resumed = 0, 0, [], 0
    for _ in range(points):
        version += 1
        files = site.write(version)
        cuts = 0
        for again in range(chance.choice((1, 2, 3))):  # Also while it goes on where it was cut.
            if again and chance.random() < 0.5:
                version += chance.choice((1, -1))  # With another build, sometimes the one before.
                files = site.write(version)
            # A run that goes on has first a second to wait.
            cuts += cut(site, name, min(took) + (1.2 if cuts else 0))
        killed += cuts
        twice += cuts > 1
        if chance.random() < 0.5:  # The next run often brings another version.
            version += 1
            files = site.write(version)
        done = site.run(name)
        if "MB1460" in done.stderr:  # Killed after making its lock, before naming itself: people look, and break it.
            done = site.run(name, "--pha-khoa")
        failed += [] if done.returncode == 0 else ["publish %s: %s%s" % (name, done.stdout, done.stderr)]
        resumed += "bị ngắt" in done.stdout
        failed += web.wrong(files, ever)[:3] + look_at_manifest(place)
        ever.update(files)
    reader.stop()
    temporary = os.path.join(place.folder, ".minhbach/xuat-ban/tam")  # A store needs none.
    left = os.listdir(temporary) if os.path.isdir(temporary) else []
    locks = place.read(LOCK) is not None
    print("%s: killed %d runs, %d of %d times more than once, %d went on where they had been cut; %d pages read meanwhile, %d wrong; %d differences; "
          "%d leftovers" % (name, killed, twice, points, resumed, reader.seen, len(reader.wrong), len(failed), len(left) + locks))
    wrong = sorted(reader.wrong)[:5] + failed + left + ["lock"] * locks
    return wrong + ([] if killed * 4 > points and reader.seen > 100 else ["too little was tried"])


def try_signals(site, name, place, web):
    """Told to end, a run leaves a lock that nobody has to break."""
    wrong, ever = [], set()
    for version, how in ((1001, signal.SIGTERM), (2002, signal.SIGINT)):
        files = site.write(version)
        run = subprocess.Popen(site.command(name), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        while run.poll() is None and place.read(LOCK) is None:
            time.sleep(0.001)
        os.kill(run.pid, how)
        if run.wait(20) == -how:  # It may have been done before.
            lock = place.read(LOCK)
            if lock is None:  # Then it must have come to its end before, while the other connection was made.
                wrong += ["ended by %s without a lock: %s" % (how.name, each) for each in web.wrong(files, ever)[:3] + look_at_manifest(place)]
            elif b"tien-trinh -1\n" not in lock:
                wrong.append("%s: the lock was not given up" % name)
        elif run.returncode != 0:
            wrong.append("%s: told to end, it ended with %d" % (name, run.returncode))
        print("%s: %s ended it with %d" % (name, how.name, run.returncode))
        site.publish(name)
        wrong += web.wrong(files, ever)[:3] + look_at_manifest(place)
        ever.update(files)
    return wrong


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
            site = BuiltSite(program, 60 if name in ("ftps", "s3") else 200)  # Those take long for each file.
            site.set_places({name: places[name]})
            wrong += try_place(site, name, place, web)
            wrong += try_signals(site, name, place, web)
            site.remove()
shutil.rmtree(root)
print("\n".join(wrong))
sys.exit(bool(wrong))
