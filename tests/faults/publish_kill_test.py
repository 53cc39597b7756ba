# Publishing is killed at random moments while a reader walks the site: every page seen is whole and has all it names, and
# the next run ends with the very bytes of the build. publish_kill_test.py MINHBACH [POINTS [PLACE...]]
import os, random, signal, subprocess, sys, threading, time
from built_site import BuiltSite, differences, look_at_page
from servers import Sshd, Webdav

program = sys.argv[1]
points = int(sys.argv[2]) if len(sys.argv) > 2 else 6
chance = random.Random(20261121)


class Reader(threading.Thread):
    def __init__(self, web):
        super().__init__(daemon=True)
        self.web, self.seen, self.wrong, self.goes_on = web, 0, set(), True

    def run(self):
        order = random.Random(1)
        while self.goes_on:
            wrong = look_at_page(self.web, "bai/%d/index.html" % order.randrange(200))
            self.seen += 1
            time.sleep(0.0005)
            if wrong:
                self.wrong.add(wrong)

    def stop(self):
        self.goes_on = False
        self.join()


def try_place(site, name, place, web):
    """Publishes version after version, each killed once somewhere and then ended."""
    version = 1
    site.write(version)
    site.publish(name)
    took = []
    for _ in range(3):
        version += 1
        site.write(version)
        began = time.monotonic()
        site.publish(name)
        took.append(time.monotonic() - began)
    reader = Reader(web)
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
        failed += differences(web, files)[:3]
    reader.stop()
    temporary = os.path.join(place, ".minhbach/xuat-ban/tam")
    left = os.listdir(temporary) if os.path.isdir(temporary) else []
    locks = os.path.exists(os.path.join(place, ".minhbach/xuat-ban/khoa"))
    print("%s: killed %d of %d runs, %d went on where they had been cut; %d pages read meanwhile, %d wrong; %d differences; "
          "%d leftovers" % (name, cut, points, resumed, reader.seen, len(reader.wrong), len(failed), len(left) + locks))
    wrong = sorted(reader.wrong)[:5] + failed + left + ["lock"] * locks
    return wrong + ([] if cut * 4 > points and reader.seen > 100 else ["too little was tried"])


site = BuiltSite(program)
with Sshd() as sshd, Webdav() as dav:
    os.environ["MINHBACH_MAT_KHAU_WEBDAV"] = dav.password
    releases = {"cach": "ban_phat_hanh", "giu_ban": 2}
    common = {"xoa_toi_da_phan_tram": 100}
    folders = {name: site.root + "/" + name for name in ("thu-muc", "thu-muc-ban", "sftp", "sftp-ban")}
    folders["webdav"] = dav.folder
    site.set_places({
        "thu-muc": {"loai": "thu_muc", "dia_chi": folders["thu-muc"], **common},
        "thu-muc-ban": {"loai": "thu_muc", "dia_chi": folders["thu-muc-ban"], **releases, **common},
        "sftp": sshd.place(folders["sftp"], **common),
        "sftp-ban": sshd.place(folders["sftp-ban"], **releases, **common),
        "webdav": dav.place(**common)})
    wrong = []
    for name, folder in folders.items():
        if len(sys.argv) < 4 or name in sys.argv[3:]:
            wrong += try_place(site, name, folder, folder + ("/hien-tai" if name.endswith("-ban") else ""))
site.remove()
print("\n".join(wrong))
sys.exit(bool(wrong))
