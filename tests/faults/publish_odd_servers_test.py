# Publishing where servers answer as none should: listings of other paths or in another hand, rules that shut out their own author,
# stores without conditions, slow drips, files without end. What is not understood is never taken for nothing.
# publish_odd_servers_test.py MINHBACH SOURCES HASTY_MUTANT SITE [PART...]
import hashlib, json, os, resource, shutil, subprocess, sys, tempfile, time
from urllib.parse import quote
from bad_lines import Replies
from built_site import BuiltSite, Failed, differences
from odd_servers import Dav, Dripping, Endless, OddFtp, Store
from published import LOCK, MANIFEST
from servers import Webdav
from web_servers import Ftps

program, _, hasty, sample = sys.argv[1:5]
HASTE = "30"
failed = Failed()
expect = failed.expect
SECRET = "bí mật"
environment = {**os.environ, "MINHBACH_MAT_KHAU_DUNG": SECRET}


def check(what, is_so, more=""):
    if not is_so:
        failed.append("%s %s" % (what, more))


def site_at(place, pages=3):
    site = BuiltSite(program, pages)
    site.set_places({"dung": {"xoa_toi_da_phan_tram": 100, **place}})
    return site


def run(site, *options, name="publish", limit=None, **more):
    """`more` of the environment; `limit` is called in the program's process."""
    return site.run("dung", *options, name=name, env={**environment, "HOME": site.root, **more}, timeout=100, preexec_fn=limit)


def dav_place(server, folder="/dav"):
    return {"loai": "webdav", "dia_chi": "http://u@127.0.0.1:%d%s" % (server.server_port, folder)}


def try_listings():
    """A proxy in front that writes other paths than it takes: a folder is not empty because nothing of it is recognized."""
    hands = {"other paths": lambda path: "/sau" + quote(path), "no paths": lambda path: ""}
    for what, href in hands.items():
        with Dav("/dav", href) as server:
            server.files["/dav/index.html"] = b"of others"
            site = site_at(dav_place(server))
            site.write(1)
            expect("WebDAV, %s, files of others" % what, run(site), 1, "MB1471")
            check("WebDAV, %s: files of others were touched" % what, list(server.files) == ["/dav/index.html"], server.files)
            site.remove()
    with Dav("/dav") as server:
        site = site_at(dav_place(server))
        site.write(1)
        expect("WebDAV, a folder of ours", run(site), 0)
        server.files["/dav/bai/1/cua-nguoi-khac.pdf"] = b"pdf"
        site.pages = 0  # All pages go, and with them their folders.
        server.href = hands["other paths"]
        site.write(2)
        expect("WebDAV, other paths from then on", run(site), 0)
        check("WebDAV: a file of others went with its folder", "/dav/bai/1/cua-nguoi-khac.pdf" in server.files, sorted(server.files))
        site.remove()
    hands = {"letters by number": lambda path: "".join("&#%d;" % ord(each) for each in quote(path)), "CDATA": lambda path: "<![CDATA[%s]]>" % quote(path),
             "whole addresses": lambda path: "https://khac.example" + quote(path)}
    for what, href in hands.items():
        with Dav("/dav", href) as server:
            server.folders.add("/dav/khac")
            server.files["/dav/khac/a.html"] = b"of others"
            site = site_at(dav_place(server))
            site.write(1)
            expect("WebDAV, %s" % what, run(site), 1, "MB1425", "khac/a.html")
            site.remove()
    with Dav("") as server:
        site = site_at(dav_place(server, "/"))
        files = site.write(1)
        expect("WebDAV, the server's root", run(site), 0)
        check("WebDAV: not all is there", all(server.files.get("/" + path) == text.encode() for path, text in files.items()))
        site.remove()


def rules_of_builds():
    """The .htaccess that builds write."""
    folder = tempfile.mkdtemp(prefix="minhbach-rules-")
    shutil.copytree(sample, folder + "/site", ignore=shutil.ignore_patterns("expected"))
    path = folder + "/site/site/xa/portal.json"
    with open(path, encoding="utf-8") as file:
        portal = json.load(file)
    with open(path, "w", encoding="utf-8") as file:
        json.dump({**portal, "dia_chi": "https://xa.example/dav/xa"}, file, ensure_ascii=False)
    done = subprocess.run([program, "--goc", folder + "/site", "build", "xa", "--ngay", "2026-07-05"], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    with open(folder + "/site/site/xa/public/.htaccess", encoding="utf-8") as file:
        text = file.read()
    shutil.rmtree(folder)
    check("the rules of builds hide nothing", "RedirectMatch 404" in text, text)
    return text


class RuledWebdav(Webdav):
    modules = Webdav.modules + ["alias"]


def try_rules():
    """Rules for readers hide what begins with a dot, themselves and our notes too."""
    rules = rules_of_builds()
    for overrides, is_obeyed in (("All", True), ("AuthConfig", True), ("None", False)):
        what = "WebDAV, AllowOverride %s" % overrides
        with RuledWebdav(overrides=overrides) as server:
            site = site_at(server.place("/xa"))
            secret = {"MINHBACH_MAT_KHAU_DUNG": server.password}
            for version in (1, 2):
                files = {**site.write(version), "index.html": "<p>một</p>"}
                site.add(".htaccess", rules)
                site.add("index.html", files["index.html"])
                said = expect("%s, version %d" % (what, version), run(site, **secret), 0)
                check("%s: MB1472 once, when the rules are new" % what, ("MB1472" in said) == (is_obeyed and version == 1), said)
            expect("%s, nothing new" % what, run(site, **secret), 0, "không có gì thay đổi")
            files = {**files, **({} if is_obeyed else {".htaccess": rules})}
            check(what, not differences(server.folder + "/xa", files), differences(server.folder + "/xa", files)[:3])
            check("%s: what was tried is there still" % what, not os.path.exists(server.folder + "/xa/.minhbach/xuat-ban/luat"))
            site.write(3)
            site.add(".htaccess", rules + "# khác\n")
            site.add("index.html", files["index.html"])
            expect("%s, other rules" % what, run(site, **secret), 0, *["MB1472"] * is_obeyed)
            expect("%s, back" % what, run(site, name="rollback", **secret), 0)
            check("%s: not what was there" % what, not differences(server.folder + "/xa", files), differences(server.folder + "/xa", files)[:3])
            if overrides == "All":
                with open(server.folder + "/xa/.htaccess", "w") as file:
                    file.write(rules)
                expect("%s, rules that are there" % what, run(site, **secret), 1, "MB1473", ".htaccess")
            site.remove()


def try_conditions(place):
    """What a store has shown of its locks is remembered in the manifest; no answer at all shows nothing."""
    manifest, lock = "/kho/" + MANIFEST, "/kho/" + LOCK
    with Store(SECRET) as server:
        site = site_at(place(server))

        def publish(what, version, remembered, *asked, options=()):
            site.write(version)
            server.seen.clear()
            expect(what, run(site, *options), 0)
            said = [line for line in server.files[manifest].decode().split("\n") if line.startswith("khoa\t")]
            check("%s: the manifest says" % what, said == ["khoa\t" + remembered], said)
            asks = [method for method, path in server.seen if path == lock]
            check("%s: the lock took" % what, asks == list(asked), asks)

        ignored, kept = "S3, conditions ignored", "S3, conditions kept"
        publish(ignored, 1, "khong", "GET", "GET", "PUT", "PUT", "DELETE")  # Before any manifest, it is looked for twice.
        publish(ignored + ", known", 2, "khong", "GET", "PUT", "DELETE")
        server.keeps_conditions = True
        publish(ignored + ", kept since", 3, "khong", "GET", "PUT", "DELETE")
        publish(kept + ", asked anew", 4, "co", "GET", "PUT", "PUT", "DELETE", options=("--nhan",))
        publish(kept + ", known", 5, "co", "PUT", "PUT", "DELETE")
        beyond = [each for each in server.seen if "/xuat-ban/" in each[1] and "/luu/" not in each[1]]
        check("S3: more than five requests beyond the files", len(beyond) == 5, beyond)
        server.busy = [False, True]
        publish(kept + ", busy when asked again", 6, "co", "PUT", "PUT", "PUT", "GET", "DELETE")
        server.files[lock] = b"minhbach khoa 1\nma abc\nai x@y\nmay khac\ntien-trinh 77\nbat-dau 0\nluc 1\n"
        site.write(7)
        expect(kept + ", a lock of another machine", run(site), 1, "MB1421", "x@y")
        del server.files[lock]
        server.keeps_conditions = False
        publish(kept + ", ignored since", 7, "khong", "PUT", "PUT", "DELETE")
        failed.extend(server.wrong[:3])
        site.remove()


def try_store():
    place = lambda server, **more: {"loai": "s3", "dia_chi": "http://127.0.0.1:%d/" % server.server_port, "thung": "kho", "tai_khoan": "a", **more}
    with Store(SECRET) as server:
        site = site_at(place(server))
        site.write(1)
        expect("S3 without conditions", run(site), 0, "MB1457")
        torn = "/kho/bai/1/index.html"
        lock = b"minhbach khoa 1\nma abc\nai x@y\nmay khac\ntien-trinh 77\nbat-dau 0\nluc 1\nsua bai/1/index.html\n"
        files = site.write(2)
        files["bai/1/index.html"] = site.files_of(1)["bai/1/index.html"]
        with open(site.public + "/bai/1/index.html", "w") as file:
            file.write(files["bai/1/index.html"])
        server.files.update({torn: b"torn", "/kho/" + LOCK: lock})
        expect("S3 without conditions, a lock of another machine", run(site), 1, "MB1421", "x@y")
        check("S3: the lock of another was replaced", server.files.get("/kho/" + LOCK) == lock)
        expect("S3 without conditions, that lock broken", run(site, "--pha-khoa"), 0)
        check("S3: a torn file stayed", server.files[torn] == files["bai/1/index.html"].encode(), server.files[torn])
        server.is_blind = True
        server.files["/kho/" + LOCK] = lock.replace(b"tien-trinh 77", b"tien-trinh -1")
        site.write(3)
        expect("S3, lists of more than was asked for", run(site), 1, "MB1471")
        check("S3: what was listed is gone", torn in server.files)
        failed.extend(server.wrong[:3])
        site.remove()
    try_conditions(place)
    with Store(SECRET, "FwoGZXIvYXdz+/=") as server:
        site = site_at(place(server))
        site.write(1)
        expect("S3, a session's token", run(site, MINHBACH_MA_PHIEN_DUNG="FwoGZXIvYXdz+/="), 0)
        failed.extend(server.wrong[:3])
        site.remove()
    with Store(SECRET) as server:
        site = site_at(place(server, thung="127.0.0", thung_trong_duong_dan=True))
        site.write(1)
        expect("S3, a bucket called as the host begins", run(site), 0)
        check("S3: not in the bucket", "/127.0.0/sitemap.xml" in server.files, sorted(server.files)[:3])
        failed.extend(server.wrong[:3])
        site.remove()
    try:
        server = Store(SECRET, port=80)
    except OSError as why:
        return print("S3, port 80 written out: SKIPPED, %s" % why)
    with server:
        site = site_at(place(server))
        site.write(1)
        expect("S3, port 80 written out", run(site), 0)
        check("S3, port 80: nothing came", server.seen)
        failed.extend(server.wrong[:3])
        site.remove()


def try_names():
    """Nobody is there: told at once, and not as a line that broke."""
    for kind, more in (("webdav", {}), ("s3", {"thung": "kho", "tai_khoan": "a"})):
        for what, address in (("a host that is none", "https://khong-co.invalid/x"), ("a port without a server", "http://127.0.0.1:9/x")):
            site = site_at({"loai": kind, "dia_chi": address, **more})
            site.write(1)
            began = time.monotonic()
            expect("%s, %s" % (kind, what), run(site), 1, "MB1419")
            check("%s, %s: it took %.0f s" % (kind, what, time.monotonic() - began), time.monotonic() - began < 15)
            site.remove()


def try_drips():
    with Dripping() as server:
        for kind, place in (("webdav", dav_place(server)), ("s3", {"loai": "s3", "dia_chi": "http://127.0.0.1:%d/" % server.server_port,
                                                                   "thung": "kho", "tai_khoan": "a"})):
            site = site_at(place)
            site.write(1)
            expect("%s, a byte now and then" % kind, run(site, LD_PRELOAD=hasty, HASTE=HASTE), 1, "MB1420")
            site.remove()
    site = site_at({"loai": "sftp", "dia_chi": "sftp://u@may.example/x"})
    site.write(1)
    speak = """#!/usr/bin/env python3
import os, struct, time
text = lambda words: struct.pack(">I", len(words)) + words
hello = struct.pack(">BI", 2, 3) + b"".join(text(each) + text(b"1") for each in (b"posix-rename@openssh.com", b"hardlink@openssh.com"))
os.write(1, text(hello) + %s)
while True:
    os.write(1, %s)
    time.sleep(1)
"""
    for what, *answer in (("an answer that never ends", "b'\\0\\7\\0\\0'", "b'x'"),
                          ("answers that nobody has asked for", "b''", "text(b'e' + b'x' * 8)")):
        with open(site.root + "/ssh", "w") as file:
            file.write(speak % tuple(answer))
        os.chmod(site.root + "/ssh", 0o755)
        expect("sftp, " + what, run(site, LD_PRELOAD=hasty, HASTE=HASTE, PATH=site.root + ":" + os.environ["PATH"]), 1, "MB1420")
    site.remove()


def try_sizes():
    """The program holds no more than it needs, whatever a server sends."""
    with Endless() as server:
        site = site_at(dav_place(server))
        site.write(1)
        limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
        expect("WebDAV, a manifest without end", run(site, limit=limit), 1, "MB1470")
        site.remove()


def try_ftp():
    odd = OddFtp("10-23-12  01:25PM       <DIR>          tin\r\n10-23-12  01:25PM                 5 index.html\r\n")
    site = site_at({"loai": "ftps", "dia_chi": "ftp://u@127.0.0.1:%d/x" % odd.port, "khong_ma_hoa": True})
    site.write(1)
    expect("FTP, lists as of DOS", run(site), 1, "MB1471", "<DIR>")
    check("FTP: something was changed", not [each for each in odd.asked if each.split(" ")[0] in ("STOR", "MKD", "DELE")], odd.asked)
    odd.stop()
    site.remove()
    if not Ftps.is_here():
        return print("FTP, names that are refused: SKIPPED, no vsftpd")
    with Ftps("ssl_enable=NO") as server:
        line = Replies(server.port, lambda command: None)
        site = site_at({"loai": "ftps", "dia_chi": "ftp://ftp@127.0.0.1:%d/cong/x" % line.port, "khong_ma_hoa": True})
        secret = {"MINHBACH_MAT_KHAU_DUNG": server.password}
        site.write(1)
        expect("FTP, as it should be", run(site, **secret), 0)
        page = server.folder + "/x/tieu-de.json"
        with open(page, "rb") as file:
            before = file.read()
        files = site.write(2)
        seen = []

        def refuse(command):
            if command.startswith("RNFR") and command.endswith(hashlib.sha256(b"tieu-de.json").hexdigest()[:24]):
                seen.append(command)
                return "550 no such file."
            return None
        line.reply = refuse
        expect("FTP, a file on its way that is gone", run(site, **secret), 1, "MB141")
        check("FTP: its name on the way was never asked for", seen)
        check("FTP: a page that is read is gone", os.path.exists(page) and open(page, "rb").read() == before)
        line.reply = lambda command: None
        expect("FTP, as it should be again", run(site, **secret), 0)
        check("FTP", not differences(server.folder + "/x", files), differences(server.folder + "/x", files)[:3])
        line.stop()
        site.remove()


for part in (try_listings, try_rules, try_store, try_names, try_drips, try_sizes, try_ftp):
    if len(sys.argv) < 6 or part.__name__[4:] in sys.argv[5:]:
        part()
failed.end()
