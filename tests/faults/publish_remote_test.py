# What others did to a place, of every kind: files changed, taken away, put there by hand; a manifest cut short, gone, or another portal's. What is
# wrong is said and nothing is touched; --nhan sends what differs and no more. And: a name of 200 letters; a password for SSH.
# publish_remote_test.py MINHBACH [KIND...]
import os, shutil, subprocess, sys, time, traceback
from built_site import Failed
from published import LOCK, MANIFEST, Published, try_kinds
from servers import Sshd

program, asked = sys.argv[1], sys.argv[2:]
failed = Failed()


def expect(place, what, done, code, *words):
    return failed.expect("%s, %s" % (place.name, what), done, code, *words)


def expect_equal(place, what, files, gone=()):
    wrong = place.wrong(files, gone)
    if wrong:
        failed.append("%s, %s: %r" % (place.name, what, wrong[:4]))


def try_hands(place, files):
    """A page changed without another size, one longer, one gone; a file of somebody's."""
    pages = sorted(path for path in files if path.startswith("bai/"))
    there = place.there
    there.write(pages[0], files[pages[0]].encode()[::-1])
    there.write(pages[1], b"<p>somebody's</p>")
    there.remove(pages[2])
    there.write("cua-ai.html", b"?")
    expect(place, "files changed by hand, nothing else new", place.run(), 0)
    expect(place, "files changed by hand, --nhan --json", place.run("--nhan", "--json"), 0, '"gui":3,')
    if there.read("cua-ai.html") != b"?":
        failed.append("%s: a foreign file was touched" % place.name)
    there.remove("cua-ai.html")
    expect_equal(place, "after changes by hand", files)


def try_manifests(place, files):
    there = place.there
    whole = there.read(MANIFEST)
    first = sorted(path for path in files if path.startswith("bai/"))[0]
    for what, code, data in (("cut short", "MB1424", whole[:len(whole) // 2]), ("of nobody", "MB1424", b"{}"), ("empty", "MB1424", b""),
                             ("gone", "MB1425", None)):
        there.remove(MANIFEST) if data is None else there.write(MANIFEST, data)
        there.write(first, b"changed")
        said = expect(place, "a manifest that is " + what, place.run(), 1, code, "--nhan")
        if there.read(MANIFEST) != data or there.read(first) != b"changed":
            failed.append("%s, %s: something was touched\n%s" % (place.name, what, said))
        expect(place, "--nhan after it", place.run("--nhan", "--json"), 0, '"gui":1,')
        expect_equal(place, "a manifest that is " + what, files)


def try_other_portal(place, files):
    """A manifest that is whole and somebody else's: --nhan is no way around."""
    there = place.there
    mine = there.read(MANIFEST)
    site = place.site
    os.rename(site.root + "/site/xa", site.root + "/site/khac")
    other = [word if word != "xa" else "khac" for word in site.command("dung")]
    for options in ([], ["--nhan"]):
        done = subprocess.run([*other, *options], capture_output=True, text=True, env=place.environment)
        expect(place, "another portal's place " + " ".join(options), done, 1, "MB1426")
    os.rename(site.root + "/site/khac", site.root + "/site/xa")
    if there.read(MANIFEST) != mine:
        failed.append("%s: another portal's manifest was touched" % place.name)
    expect_equal(place, "another portal's place", files)


def try_cut_lock(place, files):
    """Whoever was killed between the two steps of locking has not said who it is: nobody has to break that lock by hand."""
    guard = {"webdav": LOCK, "ftps": LOCK + ".giu"}.get(place.name)
    if guard:
        lock = os.path.join(place.folder, guard)
        os.makedirs(lock)
        shutil.chown(lock, "www-data")
        place.site.add("moi.html", "<p>mới</p>")
        expect(place, "a lock that nobody has signed yet", place.run(), 1, "MB1460")
        os.utime(lock, (time.time() - 900,) * 2)
        expect(place, "a lock that nobody has signed", place.run(), 0)
        expect_equal(place, "a lock that nobody has signed", {**files, "moi.html": "<p>mới</p>"})
        place.site.write(1)


def try_long_name(place, files):
    """200 letters, of which many take three bytes; a name on a disk has 255 bytes."""
    name = ("Thủ tục “hộ tịch” 100% & 'xã' #1 + ~ \"kép\" " + "a" * 200)[:190] + "ễ [1].html"
    path = "trang dài/" + name
    place.site.add(path, "<!doctype html><p>một</p>")
    expect(place, "a name of %d letters, %d bytes" % (len(name), len(name.encode())), place.run(), 0)
    expect_equal(place, "a long name", {**files, path: "<!doctype html><p>một</p>"})
    place.site.write(1)
    expect(place, "the long name taken away", place.run(), 0)
    expect_equal(place, "a long name taken away", files, [path])


def try_kind(name, server):
    try:
        place = Published(program, name, server, 20)
        files = place.site.write(1)
        expect(place, "as it should be", place.run(), 0)
        for each in (try_hands, try_manifests, try_other_portal, try_cut_lock, try_long_name):
            each(place, files)
        place.end()
    except BaseException:
        failed.append("%s: %s" % (name, traceback.format_exc()))


def try_ssh_password():
    """sshd sees accounts of the test's own, in a mount namespace where they lie over the machine's."""
    try:
        server = Sshd.with_account("xuat-ban", "Mật khẩu: 1/2 'ba' $4")
    except PermissionError as why:
        return print("sftp, a password: SKIPPED, %s" % why)
    with server:
        place = Published(program, "sftp", server, 20)
        good = server.place(server.home + "/web")
        good.pop("tep_khoa")
        place.site.set_places({"dung": good})
        files = place.site.write(1)
        place.folder = place.there.folder = server.home + "/web"
        expect(place, "a wrong password", place.run(MINHBACH_MAT_KHAU_DUNG="sai"), 1, "MB1418", "MINHBACH_MAT_KHAU_DUNG")
        said = expect(place, "a password", place.run(), 0)
        expect_equal(place, "a password", files)
        if server.password in said:
            failed.append("sftp: the password was printed")
        place.end()


try_kinds(try_kind, asked, try_ssh_password if not asked or "sftp" in asked else None)
failed.end()
