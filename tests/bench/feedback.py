# ./dev bench --feedback: durable submissions a second beside nginx's empty answer, a commit per request, and Node.
#
# Each round runs all of them one after the other with the same load; only ratios within a round are compared, and the median of
# rounds is printed. wrk shares the machine with what it measures, and waits for each answer before it asks again.
import argparse, json, os, shutil, socket, statistics, subprocess, sys, tempfile, time
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "faults"))
from endpoint import KEY, Connection, Endpoint

SOURCE = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
HERE = os.path.join(SOURCE, "tests", "bench", "feedback")


def processor_time(pid):
    with open("/proc/%d/stat" % pid) as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Nginx:
    def __init__(self, work):
        self.work = os.path.join(work, "nginx")
        os.mkdir(self.work)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        paths = "".join("%s_temp_path %s/%s; " % (each, self.work, each) for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        with open(self.work + "/nginx.conf", "w") as out:
            out.write("worker_processes 1; daemon off; pid %s/pid; error_log %s/log;\nevents { worker_connections 2048; }\n"
                      "http { access_log off; keepalive_requests 1000000000; %s server { listen 127.0.0.1:%d; location / { return 204; } } }\n"
                      % (self.work, self.work, paths, self.port))
        program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
        self.process = subprocess.Popen([program, "-p", self.work, "-c", self.work + "/nginx.conf"], stderr=subprocess.DEVNULL)
        self.pid = self.process.pid
        time.sleep(0.5)
        self.pid = int(subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True).stdout.split()[0])

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Printed:
    """A server that prints its address."""

    def __init__(self, *command):
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "MINHBACH_KHOA_TIEP_NHAN": KEY})
        self.port = int(self.process.stdout.readline().strip().rstrip("/").rsplit(":", 1)[1])
        self.pid = self.process.pid

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Load:
    def __init__(self, nonces, count, seconds):
        self.nonces, self.count, self.seconds, self.used = nonces, count, seconds, 0

    def run(self, server, connections, share):
        """Requests a second, p50 and p99 in ms, processor µs a request of the server; `share`: nonces at most a second."""
        want = int(share * self.seconds)
        if self.used + want > self.count:
            self.used = 0  # Another database by then.
        environment = {**os.environ, "NONCES": self.nonces, "FIRST": str(self.used), "COUNT": str(want)}
        self.used += want
        before = processor_time(server.pid)
        done = subprocess.run(["wrk", "-t1", "-c%d" % connections, "-d%ds" % self.seconds, "-s", HERE + "/post.lua", "http://127.0.0.1:%d/" % server.port],
                              env=environment, capture_output=True, text=True)
        spent = processor_time(server.pid) - before
        numbers = next((line.split()[1:] for line in done.stdout.splitlines() if line.startswith("RESULT")), None)
        if numbers is None:
            sys.exit(done.stdout + done.stderr)
        requests, duration, p50, p99, errors = map(int, numbers)
        return {"rate": requests / duration * 1e6, "p50": p50 / 1000, "p99": p99 / 1000, "cpu": spent / max(1, requests) * 1e6,
                "errors": errors, "requests": requests}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--without-node", action="store_true")
    options = parser.parse_args()
    work = tempfile.mkdtemp(prefix="minhbach-bench-")
    helper, program = options.build + "/tests/bench/bench_helper", options.build + "/minhbach"
    nonces, count = os.path.join(work, "nonces"), 1_500_000
    with open(nonces, "w") as out:
        subprocess.run([helper, "nonces", str(count)], stdout=out, check=True, env={**os.environ, "MINHBACH_KHOA_TIEP_NHAN": KEY})
    load = Load(nonces, count, options.seconds)
    node = os.path.join(HERE, "node")
    with_node = not options.without_node and os.path.isdir(os.path.join(node, "node_modules"))
    results = {}
    generous = {"moi_nguoi_moi_phut": 1e9, "ca_nhom_moi_phut": 1e9, "toi_da_moi_giay": 1e7}

    def take(name, connections, server, share):
        result = load.run(server, connections, share)
        results.setdefault((name, connections), []).append(result)
        return result

    for number in range(options.rounds):
        for connections in (64, 256):
            nginx = Nginx(os.path.join(tempfile.mkdtemp(dir=work)))
            take("nginx 204", connections, nginx, 1000)
            nginx.stop()
            ours = Endpoint(program, SOURCE, limits=generous).start()
            ours.pid = ours.process.pid
            result = take("ours, SQLite", connections, ours, 110_000)
            stored = Connection(ours.port)
            result["memory"] = ours.memory() / 1024
            stored.close()
            ours.remove()
            few = Endpoint(program, SOURCE, limits={**generous, "moi_nguoi_moi_phut": 1}).start()
            few.pid = few.process.pid
            take("ours, refusing", connections, few, 1000)
            few.remove()
            naive = Endpoint(program, SOURCE, limits=generous)
            naive.write_settings()
            server = Printed(helper, "one-by-one", naive.root)
            take("a commit per request", connections, server, 30_000)
            server.stop()
            naive.remove()
            if with_node:
                server = Printed("node", node + "/server.mjs", os.path.join(tempfile.mkdtemp(dir=work), "y-kien.db"))
                take("Node + better-sqlite3", connections, server, 30_000)
                server.stop()
        print("round %d of %d" % (number + 1, options.rounds), file=sys.stderr)
    shutil.rmtree(work, ignore_errors=True)

    def median(name, connections, what):
        return statistics.median(each[what] for each in results[name, connections])

    def ratio(one, other, connections):
        return statistics.median(a["rate"] / b["rate"] for a, b in zip(results[one, connections], results[other, connections]))

    print("%-24s %5s %10s %8s %8s %8s" % ("", "conns", "req/s", "p50 ms", "p99 ms", "CPU µs"))
    for name, connections in sorted(results, key=lambda key: (key[1], key[0])):
        print("%-24s %5d %10.0f %8.2f %8.2f %8.1f" % (name, connections, *(median(name, connections, what) for what in ("rate", "p50", "p99", "cpu"))))
    goals = [("ours ÷ nginx 204 at 256", ratio("ours, SQLite", "nginx 204", 256), ">=", 0.35),
             ("ours ÷ nginx 204 at 64", ratio("ours, SQLite", "nginx 204", 64), ">=", 0.25),
             ("ours ÷ a commit per request at 256", ratio("ours, SQLite", "a commit per request", 256), ">=", 4),
             ("p99 at 256, ms", median("ours, SQLite", 256, "p99"), "<=", 25),
             ("refusing ÷ accepting, CPU at 256", median("ours, refusing", 256, "cpu") / median("ours, SQLite", 256, "cpu"), "<=", 1 / 3)]
    if with_node:
        goals.insert(3, ("ours ÷ Node + better-sqlite3 at 256", ratio("ours, SQLite", "Node + better-sqlite3", 256), ">=", 4))
    missed = 0
    for name, value, sign, goal in goals:
        reached = value >= goal if sign == ">=" else value <= goal
        missed += not reached
        print("%-40s %8.2f  (%s %.2f) %s" % (name, value, sign, goal, "ok" if reached else "MISSED"))
    sys.exit(missed > 0)


main()
