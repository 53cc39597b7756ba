# An endpoint as its operator runs it, and clients that know which of their submissions were acknowledged.
import base64, contextlib, hashlib, hmac, json, os, random, shutil, signal, socket, sqlite3, struct, subprocess, sys, tempfile, threading, time

KEY = "k" * 40
SKIPPED = 77
PAGE = "/thu-tuc/"


def skip(why):
    print("SKIPPED: " + why, flush=True)
    sys.exit(SKIPPED)


def nonce(form="huu_ich", page=PAGE, age=10, portal="mau", way=0):
    """A nonce as nonce.cpp makes it, written down a second time from its description."""
    head = bytes([1, way]) + struct.pack(">Q", int(time.time()) - age)[2:] + os.urandom(10)
    parts = [b"minhbach nonce", portal.encode(), form.encode(), page.encode(), head]
    text = b"".join(struct.pack(">I", len(part)) + part for part in parts)
    tag = hmac.new(KEY.encode(), text, hashlib.sha256).digest()[:17]
    return base64.urlsafe_b64encode(head + tag).decode().rstrip("=")


def marker():
    """A text that is in no other submission, of letters alone: numbers might be masked."""
    return "".join(random.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(24))


class Endpoint:
    def __init__(self, program, source, folder=None, store=None, limits=None, environment=None, preload=None):
        self.program, self.preload = program, preload
        self.folder = folder or tempfile.mkdtemp(prefix="minhbach-faults-")
        self.root = os.path.join(self.folder, "site-root")
        self.database = os.path.join(self.folder, "y-kien.db")
        self.store = store or "sqlite:" + self.database
        self.limits = limits or {"moi_nguoi_moi_phut": 1e9, "ca_nhom_moi_phut": 1e9, "toi_da_moi_giay": 1e9}
        self.environment = environment or {}
        self.process = self.port = None
        if not os.path.isdir(self.root):
            self.make_root(source)

    def make_root(self, source):
        os.makedirs(os.path.join(self.root, "site", "mau"))
        for part in ("forms", "types"):
            shutil.copytree(os.path.join(source, "site", part), os.path.join(self.root, "site", part))
        portal = {"ten": "Cổng mẫu", "mo_ta": "Cổng để thử", "dia_chi": "https://mau.example", "ngon_ngu": ["vi"],
                  "giao_dien": "cong-khai", "don_vi": "", "co_quan": "", "tiep_nhan": True,
                  "dia_chi_tiep_nhan": "https://y-kien.example", "muc": ["thu_tuc"]}
        for key in ("don_vi", "co_quan"):
            del portal[key]
        with open(os.path.join(self.root, "site", "mau", "portal.json"), "w") as out:
            json.dump(portal, out, ensure_ascii=False)

    def write_settings(self):
        with open(os.path.join(self.root, "site", "tiep-nhan.json"), "w") as out:
            json.dump({"nghe": "127.0.0.1:0", "kho": self.store, "proxy": ["127.0.0.1"], "gioi_han": self.limits}, out)

    def command(self, *arguments, **more):
        environment = {**os.environ, "MINHBACH_KHOA_TIEP_NHAN": KEY, **self.environment}
        return subprocess.run([self.program, "feedback", *arguments, "--goc", self.root, "--lang", "en"],
                              env=environment, capture_output=True, text=True, **more)

    def start(self):
        self.write_settings()
        environment = {**os.environ, "MINHBACH_KHOA_TIEP_NHAN": KEY, **self.environment}
        if self.preload:
            environment["LD_PRELOAD"] = self.preload
        self.log = open(os.path.join(self.folder, "log"), "a")
        self.process = subprocess.Popen([self.program, "feedback", "serve", "--goc", self.root, "--lang", "en"],
                                        env=environment, stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("http://"):
            raise SystemExit("the endpoint did not start:\n" + open(os.path.join(self.folder, "log")).read())
        self.port = int(line.strip().rstrip("/").rsplit(":", 1)[1])
        return self

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)
        return self.process.returncode if self.process else None

    def memory(self, pid=None):
        with open("/proc/%d/status" % (pid or self.process.pid)) as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

    def stored(self, database=None):
        """The marker of each submission that is there."""
        # Closed at once: an open file keeps its disk from being unmounted.
        with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % (database or self.database), uri=True)) as connection:
            sound = connection.execute("pragma integrity_check").fetchone()[0]
            if sound != "ok":
                raise SystemExit("damaged: " + sound)
            return [dict(json.loads(row[0]))["can_them"] for row in connection.execute("select tra_loi from y_kien")]

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def body_of(text, ma, form_fields=None):
    return json.dumps({"danh_gia": "huu_ich", "can_them": text, "_trang": PAGE, "_ma": ma,
                       **(form_fields or {})}).encode()


class Connection:
    """A connection that is kept, and says nothing but what a test wants."""

    def __init__(self, port, timeout=10):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.heard = b""

    def post(self, body, path="/mau/huu-ich"):
        head = ("POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nOrigin: https://mau.example\r\n"
                "Content-Length: %d\r\n\r\n" % (path, len(body))).encode()
        self.socket.sendall(head + body)
        return self.answer()

    def get(self, path):
        self.socket.sendall(("GET %s HTTP/1.1\r\nHost: a\r\n\r\n" % path).encode())
        return self.answer()

    def answer(self):
        """Status and body of one whole answer; raises when it never comes whole."""
        while b"\r\n\r\n" not in self.heard:
            self.hear()
        head, _, rest = self.heard.partition(b"\r\n\r\n")
        length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")), 0)
        while len(rest) < length:
            self.hear()
            rest = self.heard.partition(b"\r\n\r\n")[2]
        self.heard = rest[length:]
        return int(head.split()[1]), rest[:length]

    def hear(self):
        more = self.socket.recv(65536)
        if not more:
            raise ConnectionError("closed")
        self.heard += more

    def close(self):
        self.socket.close()


class Clients:
    """Several clients at once; each keeps what was acknowledged, and tries again what was not, under the same nonce."""

    def __init__(self, endpoints, count=8, pause=0):
        self.endpoints = endpoints if isinstance(endpoints, list) else [endpoints]
        self.acknowledged, self.statuses, self.ends = [], {}, False
        self.receipts = {}
        self.pause = pause
        self.threads = [threading.Thread(target=self.work, args=(i,), daemon=True) for i in range(count)]
        for thread in self.threads:
            thread.start()

    def work(self, number):
        connection, text, ma = None, None, None
        while not self.ends:
            try:
                if connection is None:
                    connection = Connection(self.endpoints[number % len(self.endpoints)].port)
                if text is None:
                    text, ma = marker(), nonce()
                status, said = connection.post(body_of(text, ma))
                self.statuses[status] = self.statuses.get(status, 0) + 1
                if status == 201:
                    self.receipts[text] = json.loads(said)["bien_nhan"]
                    self.acknowledged.append(text)
                    text = None
                else:
                    time.sleep(0.02)
                if self.pause:
                    time.sleep(self.pause)
            except (OSError, ValueError):
                connection = None
                time.sleep(0.01)

    def finish(self):
        self.ends = True
        for thread in self.threads:
            thread.join(15)
        return self.acknowledged


def judge(acknowledged, stored, what):
    """None acknowledged may be lost, none may be there twice."""
    lost = set(acknowledged) - set(stored)
    doubled = len(stored) - len(set(stored))
    print("%s: acknowledged %d, stored %d, lost %d, doubled %d" % (what, len(acknowledged), len(stored), len(lost), doubled), flush=True)
    return len(lost), doubled
