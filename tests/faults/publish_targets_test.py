# The contract of places, against real servers (OpenSSH, Apache's mod_dav); and the program where a server refuses: wrong keys, a full disk, a
# line that breaks. publish_targets_test.py MINHBACH SOURCE TEST_PUBLISH CLOCK_MUTANT
import contextlib, json, os, random, ssl, subprocess, sys, tempfile
from bad_lines import Line, between
from built_site import BuiltSite, differences
from servers import Sshd, Webdav, free_port
from web_servers import Ftps, ObjectStore

program, source, contract, clock = sys.argv[1:5]
failed = []


def expect(what, done, code, *words):
    said = done.stdout + done.stderr
    missing = [word for word in words if word not in said]
    if done.returncode != code or missing:
        failed.append("%s: code %d, without %r:\n%s" % (what, done.returncode, missing, said))
    else:
        print("%s: %s" % (what, (done.stderr or done.stdout).strip().splitlines()[0][:150]))


def try_contract(sshd, dav, more):
    folder = tempfile.mkdtemp(prefix="minhbach-contract-")
    place = sshd.place(folder + "/nơi này")
    environment = {"MINHBACH_TEST_SFTP": place["dia_chi"], "MINHBACH_TEST_SFTP_HOST": place["khoa_may_chu"],
                   "MINHBACH_TEST_SFTP_KEY": place["tep_khoa"], "MINHBACH_TEST_WEBDAV": dav.place()["dia_chi"],
                   "MINHBACH_TEST_WEBDAV_CA": dav.place()["tep_chung_thu"], "MINHBACH_TEST_WEBDAV_FOLDER": dav.folder,
                   "MINHBACH_MAT_KHAU_THU": dav.password}
    for server in more:
        environment.update(server.contract())
    done = subprocess.run([contract], env={**os.environ, **environment}, capture_output=True, text=True, cwd=source)
    print(done.stdout.strip().splitlines()[-1])
    if done.returncode != 0:
        failed.append(done.stdout)
    subprocess.run(["rm", "-rf", folder])


def try_refusals(site, sshd):
    good = sshd.place(site.root + "/web")
    places = {"dung": good, "la": {k: v for k, v in good.items() if k != "khoa_may_chu"}, "khac": {**good, "khoa_may_chu": sshd.key("other")},
              "khoa": {**good, "tep_khoa": sshd.path("other")},
              "cong": {**good, "dia_chi": good["dia_chi"].replace(":%d" % sshd.port, ":%d" % free_port())},
              "quyen": {**good, "dia_chi": good["dia_chi"].replace(site.root, "/proc/khong-co")}}
    site.set_places(places)
    fingerprint = subprocess.run(["ssh-keygen", "-lf", sshd.path("host.pub")], capture_output=True, text=True).stdout.split()[1]
    secret = "bi-mat-khong-duoc-lo"
    environment = {**os.environ, "HOME": site.root, "MINHBACH_MAT_KHAU_KHOA": secret}
    expect("unknown host", site.run("la", env=environment), 1, "MB1416", fingerprint, sshd.key())
    expect("another host key", site.run("khac", env=environment), 1, "MB1417")
    refused = site.run("khoa", env=environment)
    expect("wrong key and password", refused, 1, "MB1418", "MINHBACH_MAT_KHAU_KHOA")
    if secret in refused.stdout + refused.stderr:
        failed.append("the password was printed")
    expect("nobody listens", site.run("cong"), 1, "MB1419")
    expect("a folder that cannot be made", site.run("quyen"), 1, "MB141")
    expect("as it should be", site.run("dung"), 0)


def try_web_refusals(site, dav):
    good = dav.place("/xa")
    with Webdav(days=-1) as expired, Webdav(name="khac.example") as other:
        site.set_places({"dung": good, "sai": good, "la": {k: v for k, v in good.items() if k != "tep_chung_thu"},
                         "han": expired.place(), "ten": other.place(), "goc": dav.place("/khong/co"),
                         "cong": {**good, "dia_chi": good["dia_chi"].replace(":%d" % dav.port, ":%d" % free_port())}})
        secret = "bi-mat-khong-duoc-lo"
        environment = {**os.environ, "MINHBACH_MAT_KHAU_DUNG": dav.password, "MINHBACH_MAT_KHAU_SAI": secret,
                       "MINHBACH_MAT_KHAU_LA": dav.password, "MINHBACH_MAT_KHAU_HAN": secret, "MINHBACH_MAT_KHAU_TEN": secret,
                       "MINHBACH_MAT_KHAU_GOC": dav.password}
        for name, words in {"sai": ("MB1418", "401", "MINHBACH_MAT_KHAU_SAI"), "la": ("MB1435",), "han": ("MB1435", "expired"),
                            "ten": ("MB1435",), "cong": ("MB1419",)}.items():
            done = site.run(name, env=environment)
            expect("WebDAV, " + name, done, 1, *words)
            if secret in done.stdout + done.stderr:
                failed.append("the password was printed")
        expect("WebDAV, a folder that is not there yet", site.run("goc", env=environment), 0)
        expect("WebDAV, as it should be", site.run("dung", env=environment), 0)
        netrc = site.root + "/.netrc"
        with open(netrc, "w") as file:
            file.write('machine 127.0.0.1 login %s password "%s"\n' % (dav.account, dav.password))
        expect("WebDAV, a password from netrc", site.run("dung", env={**os.environ, "HOME": site.root}), 0)


def try_passwords(site, server):
    """Right, wrong, none; a certificate of nobody known; a clock that is wrong."""
    kind, variable, secret = type(server).__name__, "MINHBACH_MAT_KHAU_DUNG", "bi-mat-khong-duoc-lo"
    good = server.place("mật khẩu")
    site.set_places({"dung": good, "la": {key: value for key, value in good.items() if key != "tep_chung_thu"}})
    none = {**os.environ, "HOME": site.root}
    right = {**none, variable: server.password}
    refused = site.run("dung", env={**none, variable: secret})
    expect("%s, wrong password" % kind, refused, 1, "MB1418", variable)
    if secret in refused.stdout + refused.stderr:
        failed.append("%s: the password was printed" % kind)
    expect("%s, no password" % kind, site.run("dung", env=none), 1, "MB14")
    if "tep_chung_thu" in good:
        expect("%s, an unknown authority" % kind, site.run("la", env={**none, "MINHBACH_MAT_KHAU_LA": server.password}), 1, "MB1435")
    expect("%s, as it should be" % kind, site.run("dung", env=right), 0)
    expect("%s, nothing new" % kind, site.run("dung", env=right), 0)
    if kind == "ObjectStore":
        with open(site.root + "/clock", "w") as file:
            file.write("-7200")
        site.write(2)
        expect("%s, a clock two hours behind" % kind, site.run("dung", env={**right, "LD_PRELOAD": clock, "CLOCK_OFFSET": site.root + "/clock"}), 1,
               "MB1456")


def try_expired(site):
    with Ftps(days=-2) as server:
        site.set_places({"cu": server.place("cũ")})
        expect("FTPS, an expired certificate", site.run("cu", env={**os.environ, "MINHBACH_MAT_KHAU_CU": server.password}), 1, "MB1435", "expired")


def try_moody_server(site, dav):
    """Some requests are answered with what busy servers answer; some lines are hung up."""
    chance = random.Random(5)

    def mood(request):
        value = chance.random()
        if value >= 0.08 or request.path.endswith("/khoa"):  # Whether a lock was made has to be known.
            return None
        return 0 if value < 0.02 else chance.choice((425, 429, 500, 502, 503, 504))
    server = between(dav.port, mood, ssl.create_default_context(cafile=dav.path("ca.pem")))
    site.set_places({"dung": {"loai": "webdav", "dia_chi": "http://%s@127.0.0.1:%d/dav/kho" % (dav.account, server.server_port),
                              "xoa_toi_da_phan_tram": 100}})
    environment = {**os.environ, "MINHBACH_MAT_KHAU_DUNG": dav.password}
    for version in (7, 8):
        files = site.write(version)
        done = site.run("dung", "--json", env=environment)
        told = json.loads(done.stdout)
        wrong = differences(dav.folder + "/kho", files)
        print("WebDAV, a server that refuses %d requests of all kinds: tried again %d times, %d differences" % (
            len(server.refused), told["thu_lai"], len(wrong)))
        if wrong or not told["xong"] or not server.refused:
            failed.append("after a moody server: %r %s" % (wrong[:3], done.stderr))
    server.shutdown()


def try_broken_line(site, sshd):
    cut = Line(sshd.port, 150_000, 3)
    place = sshd.place(site.root + "/dut")
    place["dia_chi"] = place["dia_chi"].replace(str(sshd.port), str(cut.port))
    site.set_places({"dut": place})
    files = site.write(5)
    done = site.run("dut", "--json")
    expect("a line that breaks three times", done, 0)
    told = json.loads(done.stdout)
    wrong = differences(site.root + "/dut", files)
    if wrong or told["thu_lai"] < 3 or not told["xong"]:
        failed.append("after a broken line: %r %r" % (wrong[:3], told))


def try_full_disk(site, sshd):
    small = site.root + "/nho"
    os.makedirs(small)
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", small], capture_output=True).returncode != 0:
        print("a full disk: not tried, that needs the right to mount")
        return
    try:
        ballast = small + "/ballast"
        with open(ballast, "wb") as file:
            file.write(b"x" * 7_900_000)
        for name, place in (("sftp", sshd.place(small + "/s", that=False)), ("thu-muc", {"loai": "thu_muc", "dia_chi": small + "/t"})):
            site.set_places({name: place})
            if not os.path.exists(ballast):
                with open(ballast, "wb") as file:
                    file.write(b"x" * 7_900_000)
            files = site.write(6)
            expect("a full disk (%s)" % name, site.run(name), 1, "MB141")
            os.remove(ballast)
            expect("after room was made (%s)" % name, site.run(name), 0)
            failed.extend(differences(small + ("/s" if name == "sftp" else "/t"), files)[:3])
            subprocess.run(["rm", "-rf", small + "/s", small + "/t"])
    finally:
        subprocess.run(["umount", small])


site = BuiltSite(program)
site.write(1)
with contextlib.ExitStack() as running:
    sshd, dav = running.enter_context(Sshd()), running.enter_context(Webdav())
    there = [kind for kind in (ObjectStore, Ftps) if kind.is_here()]
    for kind in (ObjectStore, Ftps):
        if kind not in there:
            print("SKIPPED in part: no server for %s here" % kind.__name__)
    more = [running.enter_context(kind()) for kind in there]
    try_contract(sshd, dav, more)
    for server in more:
        try_passwords(site, server)
    if Ftps in there:
        try_expired(site)
    try_refusals(site, sshd)
    try_web_refusals(site, dav)
    try_moody_server(site, dav)
    try_broken_line(site, sshd)
    try_full_disk(site, sshd)
site.remove()
print("\n".join(each[:2000] for each in failed))
sys.exit(bool(failed))
