# Places that refuse in the middle of publishing, of every kind: no room, no right, a busy server, a line that breaks, a server that falls
# silent. The message names file, place, the server's words and what to do; the next run ends with the very bytes of the build.
# publish_refusals_test.py MINHBACH SOURCE HASTY_MUTANT [KIND...]
import os, ssl, subprocess, sys, time, traceback
from bad_lines import Line, Replies, between
from built_site import Failed
from published import Published, try_kinds
from web_servers import Ftps

program, _, hasty = sys.argv[1:4]
asked = sys.argv[4:]
HASTE = 30
failed = Failed()


def tell(place, what, words):
    print("%s, %s: %s" % (place.name, what, words[:210]), flush=True)


def expect_refusal(place, what, done, *words, seconds=0.0):
    """Not a message of another kind, and none without a hint and the place's address."""
    said = done.stdout + done.stderr
    missing = [word for word in words if not any(each in said for each in word.split("|"))]
    hint = "gợi ý" in said
    if done.returncode != 1 or missing or not hint:
        failed.append("%s, %s: code %d, without %r:\n%s" % (place.name, what, done.returncode, missing, said[:1500]))
    else:
        tell(place, what, ("%.1f s: " % seconds if seconds else "") + next(line for line in done.stderr.splitlines() if "lỗi[" in line))


def expect_healed(place, what, files, gone, may_be_nameless):
    """`may_be_nameless`: cut off where the lock had no name yet; what the hint says is done then."""
    done = place.run()
    if may_be_nameless and "lỗi[MB1460]" in done.stderr:
        done = place.run("--pha-khoa")
    wrong = place.wrong(files, gone)
    if done.returncode != 0 or wrong:
        failed.append("%s, after %s: code %d, %r\n%s" % (place.name, what, done.returncode, wrong[:4], done.stderr[:1500]))


class Trial:
    """Version after version goes there: through what is bad, then straight."""

    def __init__(self, place):
        self.place, self.version, self.before = place, 1, place.site.write(1)
        done = place.run()
        if done.returncode != 0:
            raise SystemExit("%s: %s" % (place.name, done.stderr))

    def next_version(self):
        self.version += 1
        files = self.place.site.write(self.version)
        gone, self.before = self.before, files
        return files, gone

    def refused(self, what, bad, *words, is_hasty=False, heals_first=None, may_be_nameless=False):
        files, gone = self.next_version()
        self.place.set_places(self.place.place(), bad)
        began = time.monotonic()
        more = {"LD_PRELOAD": hasty, "HASTE": str(HASTE)} if is_hasty else {}
        done = self.place.run(place="hong", **more)
        expect_refusal(self.place, what, done, *words, seconds=(time.monotonic() - began) * HASTE if is_hasty else 0)
        if heals_first:
            heals_first()
        expect_healed(self.place, what, files, gone, may_be_nameless)

    def survives(self, what, line, times):
        """A line that broke so often that all was tried again, and went well."""
        files, gone = self.next_version()
        self.place.set_places(self.place.place(), self.place.place(line.port))
        done = self.place.run(place="hong")  # By the real clock: a slow machine would not get through in a hasty one's time.
        wrong = self.place.wrong(files, gone)
        if done.returncode != 0 or wrong or line.ended < times:
            failed.append("%s, %s: code %d, %d times, %r\n%s" % (self.place.name, what, done.returncode, line.ended, wrong[:4], done.stderr[:1500]))
        else:
            tell(self.place, what, "%d times, tried again, no difference" % line.ended)
        line.stop()


def try_lines(trial):
    """Breaking, breaking for good, silent in the middle, silent from the start."""
    place = trial.place
    address = "127.0.0.1"
    after = {"sftp": 7500, "ftps": 1100}.get(place.name, 3000)  # Of FTP the commands: its data take other lines.
    trial.survives("a line that is reset", Line(place.port(), after, 2, "reset"), 2)
    for what, end in (("a line that is reset for good", "reset"), ("a server that falls silent", "silence")):
        line = Line(place.port(), after, 10_000, end)
        trial.refused(what, place.place(line.port), "MB1420|MB1419", address, is_hasty=True, may_be_nameless=True)
        if line.ended < 2:
            failed.append("%s, %s: it ended %d times" % (place.name, what, line.ended))
        line.stop()
    import socket
    with socket.create_server(("127.0.0.1", 0)) as mute:
        trial.refused("a server that says nothing", place.place(mute.getsockname()[1]), "MB1420|MB1419", address, is_hasty=True)


def after_puts(count, status, what="PUT"):
    """The mood of a server that takes so many files, and then no more."""
    seen = []

    def mood(request):
        if request.command != what or "/xuat-ban/" in request.path:
            return None
        seen.append(1)
        return status if len(seen) > count else None
    return mood


def try_statuses(trial):
    """What web servers, and what stands before them, refuse with."""
    place, server = trial.place, trial.place.server
    context = ssl.create_default_context(cafile=server.path("ca.pem")) if place.name == "webdav" else None
    for status, code, is_hasty in ((507, "MB1414", False), (413, "MB1414", False), (403, "MB1413", False), (425, "MB1436", True),
                                   (500, "MB1436", True)):
        door = between(place.port(), after_puts(5, status), context)
        bad = place.place(door.server_port)
        bad["dia_chi"] = bad["dia_chi"].replace("https:", "http:")
        bad.pop("tep_chung_thu", None)
        trial.refused("HTTP %d after five files" % status, bad, code, "HTTP %d" % status, "127.0.0.1", "tai-nguyen/|bai/", is_hasty=is_hasty)
        if not door.refused:
            failed.append("%s: HTTP %d was never said" % (place.name, status))
        door.shutdown()


def once_each(*commands, below):
    """Each of them about such a path is told once that the server is busy."""
    left = list(commands)

    def answer(command):
        name = command.split(" ")[0]
        if name not in left or below not in command:
            return None
        left.remove(name)
        return "450 Busy."
    return answer


def try_replies(trial):
    """FTP without TLS, so that a test can speak in the server's place."""
    place = trial.place
    with Ftps("ssl_enable=NO") as plain:
        other = Published(program, "ftps", plain)
        plain.url = plain.url.replace("ftps://", "ftp://")
        good = other.place(khong_ma_hoa=True)
        good.pop("tep_chung_thu")
        other.place = lambda port=None, **_: {**good, "dia_chi": good["dia_chi"].replace(":%d" % plain.port, ":%d" % (port or plain.port))}
        other.set_places(good)
        own = Trial(other)
        for reply, code, is_hasty in (("552 Quota exceeded.", "MB1414", False), ("550 Permission denied.", "MB1413", True),
                                      ("425 Failed to establish connection.", "MB14", True),
                                      ("522 SSL connection failed; session reuse required.", "MB1412", False)):
            seen = []

            def answer(command):
                seen.append(command.startswith("STOR") and "/xuat-ban/tam/" in command)
                return reply if sum(seen) > 5 and seen[-1] else None
            line = Replies(plain.port, answer)
            own.refused(reply, other.place(line.port), code, reply[4:-1], "127.0.0.1", "tai-nguyen/|bai/", is_hasty=is_hasty)
            line.stop()
        own.survives("a lock that gets its name in the second try", Replies(plain.port, once_each("RNTO", "RMD", below="/khoa")), 2)
        other.end()
    return place


def try_full_disk(trial):
    """A small disk of its own, filled so far that only some files find room."""
    place = trial.place
    small = Published(program, place.name, place.server)
    os.makedirs(small.folder)
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m,mode=777", "tmpfs", small.folder], capture_output=True).returncode:
        return tell(place, "a full disk", "SKIPPED: that needs the right to mount")
    try:
        own = Trial(small)
        room = os.statvfs(small.folder)
        ballast = small.folder + "/.minhbach/nang"
        with open(ballast, "wb") as file:
            file.write(b"x" * (room.f_bavail * room.f_frsize - 2000 * small.site.pages))
        # SFTP knows no word for it, "Failure"; vsftpd says 451: the hint is to look for room.
        code = "MB1412" if place.name in ("sftp", "ftps") else "MB1414"
        own.refused("a full disk", small.place(), code, "còn chỗ trống|hết chỗ trống", small.place()["dia_chi"], "tai-nguyen/|bai/|.minhbach/",
                    is_hasty=True, heals_first=lambda: os.remove(ballast))
    finally:
        subprocess.run(["umount", "-l", small.folder])
        small.end()


def try_quota(trial):
    store = trial.place.server
    store.set_bucket(X_Container_Meta_Quota_Bytes="1")
    trial.refused("a quota", trial.place.place(), "MB1414", "quota", "127.0.0.1",
                  heals_first=lambda: store.set_bucket(X_Container_Meta_Quota_Bytes=""))


TRIALS = {"thu-muc": [try_full_disk], "sftp": [try_full_disk, try_lines], "webdav": [try_full_disk, try_statuses, try_lines],
          "ftps": [try_full_disk, try_replies, try_lines], "s3": [try_quota, try_statuses, try_lines]}


def try_kind(name, server):
    try:
        place = Published(program, name, server)
        trial = Trial(place)
        for each in TRIALS[name]:
            each(trial)
        place.end()
    except BaseException:
        failed.append("%s: %s" % (name, traceback.format_exc()))


try_kinds(try_kind, asked)
failed.end()
