# ./dev bench --publish: a built site brought to real servers by minhbach, rclone and lftp in turn: all of it, one page edited, nothing new.
#
# Every round takes each program to a new folder of the same server, with as many connections; ratios are taken within a round, and the median
# of rounds is printed. What arrived is held against the site, file by file. Requests are counted in the server's own log.
import argparse, collections, contextlib, json, os, re, shutil, statistics, subprocess, sys, tempfile, time
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "faults"))
sys.path.insert(0, os.path.join(HERE, "minhbach"))
import lay_out
import machine
from publish_peers import lftp, rclone
from servers import Sshd, Webdav
from web_servers import Ftps, ObjectStore

PROGRAMS = {"sftp": ("minhbach", "rclone", "lftp"), "webdav": ("minhbach", "rclone"), "ftps": ("minhbach", "rclone", "lftp"), "s3": ("minhbach", "rclone")}
SLOW = ("ftps", "s3")  # Taken on a smaller site where --slow-files says so.
SERVERS = {"sftp": "OpenSSH", "webdav": "Apache mod_dav", "ftps": "vsftpd", "s3": "Swift s3api"}


class Site:
    """A corpus of make_corpus.py as our generator builds it, of about so many files; its pages can be edited."""

    def __init__(self, program, work, files):
        self.program, self.output = program, work + "/output"
        pages = max(20, files * 3 // 4)
        for _ in range(3):
            for each in (work + "/corpus", work + "/corpus.site", self.output):
                shutil.rmtree(each, ignore_errors=True)
            run([sys.executable, HERE + "/make_corpus.py", "--pages", str(pages), "--out", work + "/corpus"])
            self.root = lay_out.lay_out(work + "/corpus")
            self.build()
            count = len(self.files())
            if abs(count - files) <= files / 20:
                break
            pages = max(20, round(pages * files / count))
        self.edits = 0
        self.articles = sorted(os.path.join(top, name) for top, _, names in os.walk(self.root + "/content/bench/van-ban") for name in names)

    def build(self):
        run([self.program, "--goc", self.root, "build", "bench", "--out", self.output, "--ngay", "2026-01-01"])

    def files(self):
        """Path to size of all that is to be published."""
        out = {}
        for top, folders, names in os.walk(self.output):
            folders[:] = [name for name in folders if name != ".minhbach"]
            for name in names:
                path = os.path.join(top, name)
                out[os.path.relpath(path, self.output)] = os.path.getsize(path)
        return out

    def edit_page(self):
        self.edits += 1
        with open(self.articles[self.edits % len(self.articles)], "a", encoding="utf-8") as file:
            file.write("\n\nĐã sửa lần thứ %d.\n" % self.edits)
        time.sleep(1.1)  # For those that go by times of whole seconds.
        self.build()

    def set_places(self, places):
        path = self.root + "/site/bench/portal.json"
        with open(path, encoding="utf-8") as file:
            portal = json.load(file)
        portal["noi_xuat_ban"] = places
        with open(path, "w", encoding="utf-8") as file:
            json.dump(portal, file, ensure_ascii=False)

    def publish(self, place, password, *options):
        """The command's own account of itself."""
        done = subprocess.run([self.program, "--goc", self.root, "publish", "bench", "--to", place, "--out", self.output, "--json", *options],
                              capture_output=True, text=True, env={**os.environ, "MINHBACH_MAT_KHAU_" + place.upper().replace("-", "_"): password})
        if done.returncode:
            sys.exit("minhbach publish %s: %s%s" % (place, done.stdout[:1000], done.stderr[-2000:]))
        return json.loads(done.stdout.splitlines()[-1])


def run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit("%s: %s" % (" ".join(command), done.stderr[-2000:]))


class Place:
    """One server, with a new folder for each upload."""

    def __init__(self, kind, running):
        self.kind = kind
        if kind == "sftp":
            self.server = running.enter_context(Sshd())
            self.folder = running.enter_context(tempfile.TemporaryDirectory(prefix="minhbach-bench-sftp-"))
            # The same folder behind a second one, that writes down each request.
            log = self.folder + "-log"
            self.logged = running.enter_context(Sshd("PasswordAuthentication no", "ForceCommand /usr/lib/openssh/sftp-server -e -l DEBUG3 2>>" + log))
            running.callback(lambda: os.path.exists(log) and os.remove(log))
            self.log = log
        elif kind == "webdav":
            self.server = running.enter_context(Webdav())
            self.folder, self.log = self.server.folder, self.server.path("requests")
        elif kind == "ftps":
            self.server = running.enter_context(Ftps("xferlog_enable=YES", "log_ftp_protocol=YES", "vsftpd_log_file=/tmp/%d-vsftpd.log" % os.getpid()))
            self.folder, self.log = self.server.folder, "/tmp/%d-vsftpd.log" % os.getpid()
            running.callback(lambda: os.path.exists(self.log) and os.remove(self.log))
        else:
            self.server = running.enter_context(ObjectStore(is_logged=True))
            self.folder = None
        self.password = getattr(self.server, "password", "")

    def address(self, name):
        """As portal.json has it."""
        where = {"sftp": lambda: self.folder + "/" + name, "webdav": lambda: "/" + name}.get(self.kind, lambda: name)()
        return where

    def of_portal(self, name, connections, is_logged=False):
        server = self.logged if is_logged and self.kind == "sftp" else self.server
        more = {} if self.kind == "sftp" else {"ket_noi": connections}
        return server.place(self.address(name), **more)

    def of_peer(self, name):
        return {"sftp": self.address(name), "webdav": name, "ftps": "cong/" + name, "s3": "cong/" + name}[self.kind]

    def differing(self, name, files):
        """How many of the site's files are not there, or with another size, and how many others are."""
        if self.kind == "s3":
            missing = 0
            for path, size in files.items():
                status, headers, _ = self.server.ask("HEAD", self.server.account_path(name + "/" + path))
                missing += status != 200 or int(headers["Content-Length"]) != size
            return missing, 0
        root, there = os.path.join(self.folder, name), {}
        for top, folders, names in os.walk(root):
            folders[:] = [each for each in folders if each != ".minhbach"]
            there.update((os.path.relpath(os.path.join(top, each), root), os.path.getsize(os.path.join(top, each))) for each in names)
        return sum(there.get(path) != size for path, size in files.items()), len(there.keys() - files.keys())

    def begin_count(self):
        if self.kind == "s3":
            self.from_ = len(self.server.log)
        else:
            open(self.log, "a").close()
            self.from_ = os.path.getsize(self.log)

    def requests(self, changed):
        """All, and those beyond the changed files' own, each counter by method."""
        time.sleep(0.3)
        if self.kind == "s3":
            lines = [found.groups() for line in self.server.log[self.from_:] if (found := re.search(r" (GET|PUT|HEAD|POST|DELETE) (/\S*) HTTP/1", line))]
            return beyond(lines, changed)
        with open(self.log, encoding="utf-8", errors="replace") as file:
            file.seek(self.from_)
            text = file.read()
        if self.kind == "webdav":
            return beyond([line.split(" ", 1) for line in text.splitlines()], changed)
        if self.kind == "ftps":
            lines = re.findall(r'FTP command: Client "[^"]*", "(\w+) ?([^"]*)"', text)
            return collections.Counter(method for method, _ in lines), None
        return sftp_requests(text, changed)


def beyond(lines, changed):
    """A changed file's own: its old bytes are copied once, to be kept (S3 looks whether they are), and the new ones sent once."""
    everything, left, sent, copied, kept = collections.Counter(), collections.Counter(), list(changed), list(changed), {"PUT": len(changed), "HEAD": len(changed)}
    for method, path in lines:
        everything[method] += 1
        path = path.split(" ")[0].split("?")[0]
        own = sent if method == "PUT" else copied if method == "COPY" else []
        mine = next((each for each in own if path.endswith("/" + each)), None)
        if mine is not None:
            own.remove(mine)
        elif "/xuat-ban/luu/" in path and kept.get(method):
            kept[method] -= 1
        else:
            left[method] += 1
    return everything, left


def sftp_requests(text, changed):
    """Packets. A file's own keep its old bytes, and open, write, look at, close and rename its temporary name."""
    lines = text.splitlines()
    temporary = {old for old, new in re.findall(r'posix-rename old "([^"]+)" new "([^"]+)"', text) if any(new.endswith("/" + each) for each in changed)}
    everything, left, handles = collections.Counter(), collections.Counter(), {}
    for i, line in enumerate(lines):
        found = re.search(r"request \d+: ([\w-]+)", line)
        if not found or found.group(1) == "sent":  # That is the answer.
            continue
        method = found.group(1)
        about = line + "".join(lines[i + 1:i + 2])
        handle = re.search(r"handle (\d+)", line)
        opened = re.search(r'open "([^"]+)"', about) if method == "open" else None
        if opened:
            given = next(filter(None, (re.search(r"sent handle handle (\d+)|sent handle (\d+)", each) for each in lines[i:i + 4])), None)
            handles[given.group(1) or given.group(2) if given else None] = opened.group(1)
        named = any('"%s"' % each in about for each in temporary) or (handle and handles.get(handle.group(1)) in temporary)
        named = named or (method == "hardlink" and any('/%s"' % each in about for each in changed))
        everything[method] += 1
        if not named:
            left[method] += 1
    return everything, left


def timed(command, environment, limit):
    """Seconds, or nothing when it was cut at `limit`; and what it said when it failed."""
    os.sync()
    began = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    try:
        said, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.communicate()
        return None, ""
    return time.monotonic() - began, said.strip()[-300:] if process.returncode else ""


def measure(kind, site, options, work, rounds_done):
    """One round: name to what was measured of each program."""
    out = collections.defaultdict(dict)
    with contextlib.ExitStack() as running:
        place = Place(kind, running)
        said = {"noi-%s" % kind: place.of_portal("minhbach", options.connections), "dem-%s" % kind: place.of_portal("minhbach", options.connections, True)}
        site.set_places(said)
        ours = lambda which="noi-%s" % kind, *more: site.publish(which, place.password, *more)
        peers = {name: maker(kind, place.server, place.of_peer(name), options.connections, work) for name, maker in (("rclone", rclone), ("lftp", lftp))
                 if name in PROGRAMS[kind] and name in options.peers}
        order = ["minhbach", *peers]
        limit = None
        for step in ("all", "one page", "nothing"):
            if step == "one page":
                site.edit_page()
            for name in order:
                if out[name].get("failed"):
                    continue
                if name == "minhbach":
                    os.sync()
                    place.begin_count()
                    began = time.monotonic()
                    told = ours()
                    out[name][step] = time.monotonic() - began
                    if step == "all":
                        limit = max(options.least, options.limit * out[name][step])
                else:
                    seconds, failed = timed(*peers[name](site.output), limit)
                    out[name][step] = seconds if seconds else limit
                    out[name][step + " cut"] = seconds is None
                    if failed or seconds is None:
                        out[name]["failed"] = failed or "cut"
                if step != "nothing" and not out[name].get("failed"):
                    missing, others = place.differing(name, site.files())
                    if missing or others:
                        out[name]["failed"] = "%s: %d files missing or of another size, %d too many" % (step, missing, others)
        ours("dem-%s" % kind)  # From here on it has published there before, as it has where it was timed.
        for step in ("one page", "nothing"):  # Once more, untimed, where the server writes down every request.
            if step == "one page":
                site.edit_page()
            place.begin_count()
            told = ours("dem-%s" % kind)
            changed = told["them"] + told["thay"]
            out["minhbach"][step + " requests"] = place.requests(changed)
            out["minhbach"][step + " files"] = len(changed)
    print("round %d, %s: %s" % (rounds_done, kind, {name: {step: round(value, 2) for step, value in each.items() if isinstance(value, float)}
                                                    for name, each in out.items()}), file=sys.stderr, flush=True)
    return out


def hashing(site, work):
    """Seconds of looking at the site with its digests forgotten, and with them known."""
    site.set_places({"gan": {"loai": "thu_muc", "dia_chi": work + "/gan"}})
    memory = site.output + "/.minhbach/ma-bam"
    times = []
    for forgets in (True, False) * 3:
        if forgets and os.path.exists(memory):
            os.remove(memory)
        began = time.monotonic()
        site.publish("gan", "", "--thu")
        times.append(time.monotonic() - began)
    return statistics.median(times[0::2]), statistics.median(times[1::2])


def print_table(results):
    print("%-8s %-10s %14s %14s %14s" % ("", "", "all, s", "one page, s", "nothing, s"))
    for kind, rounds in results.items():
        for name in rounds[0]:
            cells = []
            for step in ("all", "one page", "nothing"):
                taken = [each[name][step] for each in rounds if step in each[name]]
                is_cut = any(each[name].get(step + " cut") for each in rounds)
                cells.append((">= " if is_cut else "") + "%.2f" % statistics.median(taken) if taken else "-")
            failed = next((each[name]["failed"] for each in rounds if each[name].get("failed")), "")
            print("%-8s %-10s %14s %14s %14s  %s" % (kind, name, *cells, "" if failed == "cut" else failed.replace("\n", " ")[:200]))
    for kind, rounds in results.items():
        ours = rounds[-1]["minhbach"]
        for step in ("one page", "nothing"):
            everything, left = ours[step + " requests"]
            words = " ".join("%s %d" % each for each in sorted(everything.items()))
            print("%-8s %s: %d files, %d requests (%s)%s" % (kind, step, ours[step + " files"], sum(everything.values()), words,
                                                          "" if left is None else "; beyond the files %d (%s)" % (
                                                              sum(left.values()), " ".join("%s %d" % each for each in sorted(left.items())))))


def goals_of(results, hashed):
    goals = []
    for kind, rounds in results.items():
        for name in ("rclone", "lftp"):
            good = [each for each in rounds if name in each and "all" in each[name] and each[name].get("failed") in (None, "cut")]
            asked = {"sftp": 1.5, "webdav": 1.5}.get(kind, 1.0 if (kind, name) == ("ftps", "lftp") else None)
            if asked and good:
                ratio = statistics.median(each[name]["all"] / each["minhbach"]["all"] for each in good)
                goals.append(("%s, all: %s ÷ ours" % (kind, name), ratio, ">=", asked))
            elif asked and name in PROGRAMS[kind]:
                goals.append(("%s, all: %s ÷ ours" % (kind, name), None, ">=", asked))
        if kind != "ftps":
            last = rounds[-1]["minhbach"]
            goals.append(("%s, one page, s" % kind, statistics.median(each["minhbach"]["one page"] for each in rounds), "<=", 1))
            goals.append(("%s, one page, %s beyond the files" % (kind, "packets" if kind == "sftp" else "requests"), sum(last["one page requests"][1].values()), "<=", 5))
            goals.append(("%s, nothing new, %s" % (kind, "packets" if kind == "sftp" else "requests"), sum(last["nothing requests"][0].values()), "<=", 1))
    same_site = [kind for kind in results if kind not in SLOW] or list(results)
    fastest = min(each["minhbach"]["all"] for kind in same_site for each in results[kind])
    goals.append(("hashing ÷ the fastest upload of all", (hashed[0] - hashed[1]) / fastest, "<=", 0.05))
    return goals


def main():
    parser = argparse.ArgumentParser(prog="./dev bench --publish", description="A built site to real servers, beside rclone and lftp.")
    parser.add_argument("build")
    parser.add_argument("files", nargs="?", type=int, default=10_000)
    parser.add_argument("--slow-files", type=int, help="for FTPS and S3, which take long: a site of so many (FILES)")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--kinds", default=",".join(PROGRAMS))
    parser.add_argument("--peers", default="rclone,lftp")
    parser.add_argument("--limit", type=float, default=10, help="a peer is cut at so many times our time (10)")
    parser.add_argument("--least", type=float, default=60, help="but not before so many seconds (60)")
    options = parser.parse_args()
    kinds = options.kinds.split(",")
    for kind, server in (("ftps", Ftps), ("s3", ObjectStore)):
        if kind in kinds and not server.is_here():
            kinds.remove(kind)
            print("%s: SKIPPED, its server is not installed, or this is not root" % kind)
    program = os.path.abspath(options.build + "/minhbach")
    results = collections.defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="minhbach-bench-publish-") as work:
        about = machine.describe(work, {"rclone": ["rclone", "version"], "lftp": ["lftp", "--version"]})
        sites = {}
        for count in sorted({options.files, options.slow_files or options.files}):
            sites[count] = Site(program, os.path.join(work, str(count)), count)
            sizes = sites[count].files().values()
            print("a site of %d files, %.1f MB" % (len(sizes), sum(sizes) / 1e6), flush=True)
        for number in range(options.rounds):
            for kind in kinds:
                site = sites[options.slow_files or options.files if kind in SLOW else options.files]
                results[kind].append(measure(kind, site, options, work, number + 1))
        hashed = hashing(sites[options.files], work)
    print("%s, %d cores, load %.1f%s; %s; %s" % (
        about["processor"], about["cores"], about["load_at_start"], "" if machine.is_quiet(about) else " (NOT QUIET)",
        about["programs"]["rclone"], about["programs"]["lftp"].split(" | Copy")[0]))
    print("%d connections each; %s; lftp knows no S3, and of WebDAV too little" % (
        options.connections, ", ".join("%s: %s" % (kind, SERVERS[kind]) for kind in kinds)))
    print_table(results)
    print("hashing all files: %.3f s (%.3f s with digests known)" % hashed)
    missed = 0
    for name, value, sign, goal in goals_of(results, hashed):
        reached = value is not None and (value >= goal if sign == ">=" else value <= goal)
        missed += not reached
        verdict = "ok" if reached else "not measured" if value is None else "MISSED"
        print("%-48s %8s  (%s %g) %s" % (name, "-" if value is None else "%.2f" % value, sign, goal, verdict))
    sys.exit(missed > 0)


main()
