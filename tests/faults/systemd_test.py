# Under a real systemd (a user's instance, in a namespace of its own): the packaged socket and service start by the first
# request, are ready, hear a reload, and a process that hangs is started anew. What only the system's instance can do (a user of
# its own, no network, one writable folder) is not switched on here; `systemd-analyze` looks at that.
import json, os, socket, subprocess, sys, time
from endpoint import KEY, Endpoint, skip

MANAGER = next((path for path in ("/lib/systemd/systemd", "/usr/lib/systemd/systemd") if os.path.exists(path)), None)
ONLY_THE_SYSTEM = ("DynamicUser", "User", "StateDirectory", "RuntimeDirectory", "LoadCredential", "CapabilityBoundingSet", "AmbientCapabilities",
                   "Protect", "Private", "ProcSubset", "IPAddress", "RemoveIPC", "KeyringMode", "MemoryMax", "TasksMax", "SocketGroup")


def main(program, source):
    if MANAGER is None or os.geteuid() != 0:
        skip("needs systemd, and root for a namespace")
    endpoint = Endpoint(program, source)
    endpoint.write_settings()
    key = os.path.join(endpoint.folder, "key")
    with open(os.open(key, os.O_CREAT | os.O_WRONLY, 0o600), "w") as out:
        out.write(KEY)
    with open(os.path.join(endpoint.root, "site", "tiep-nhan.json"), "w") as out:
        json.dump({"nghe": "systemd", "kho": endpoint.store, "proxy": ["unix"], "khoa": key}, out)
    units = os.path.join(endpoint.folder, "home", ".config", "systemd", "user")
    os.makedirs(units)
    for name in ("minhbach-y-kien.service", "minhbach-y-kien.socket"):
        with open(os.path.join(source, "packaging", name)) as unit, open(os.path.join(units, name), "w") as out:
            text = "".join(line for line in unit if not line.startswith(ONLY_THE_SYSTEM))
            text = text.replace("/usr/local/bin/minhbach", os.path.abspath(program)).replace("/srv/minhbach", endpoint.root)
            out.write(text.replace("/run/minhbach-y-kien.sock", endpoint.folder + "/s.sock").replace("WatchdogSec=60", "WatchdogSec=2"))
    inside = subprocess.run(["unshare", "--mount", "--pid", "--fork", "--mount-proc", sys.executable, "-B", __file__, "inside", endpoint.folder],
                            capture_output=True, text=True, timeout=60, env={"PATH": os.environ["PATH"]})
    print(inside.stdout + inside.stderr)
    endpoint.remove()
    if "cannot" in inside.stdout or inside.stderr.startswith("unshare:"):
        skip("systemd does not run in a namespace here")
    return inside.returncode


def inside(folder):
    """All that is started here ends with this process: it is the first of its namespace."""
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"]).returncode != 0:
        print("cannot mount")
        return 0
    os.makedirs("/run/systemd/system")
    os.makedirs("/run/user", 0o700)
    environment = {**os.environ, "XDG_RUNTIME_DIR": "/run/user", "HOME": folder + "/home"}
    subprocess.Popen([MANAGER, "--user"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def control(*arguments):
        return subprocess.run(["systemctl", "--user", *arguments], env=environment, capture_output=True, text=True)

    def fact(name):
        return control("show", "minhbach-y-kien.service", "--value", "-p", name).stdout.strip()

    def ask():
        with socket.socket(socket.AF_UNIX) as to:
            to.settimeout(10)
            to.connect(folder + "/s.sock")
            to.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            return to.recv(1000)[9:12].decode()

    for _ in range(100):
        if control("is-system-running").stdout.strip() in ("running", "degraded"):
            break
        time.sleep(0.05)
    else:
        print("cannot run")
        return 0
    failed = []

    def expect(holds, what):
        print(what + (": yes" if holds else ": NO"))
        if not holds:
            failed.append(what)

    expect(control("start", "minhbach-y-kien.socket").returncode == 0, "the socket listens")
    expect(fact("ActiveState") == "inactive", "nothing runs before the first request")
    expect(ask() == "200", "the first request starts it and is answered")
    time.sleep(3)
    expect((fact("ActiveState"), fact("NRestarts")) == ("active", "0"), "it gives signs of life")
    expect(control("reload", "minhbach-y-kien.service").returncode == 0 and ask() == "200", "it reloads")
    hanging = int(fact("MainPID"))
    os.kill(hanging, 19)  # SIGSTOP
    for _ in range(80):
        if fact("NRestarts") == "1" and fact("ActiveState") == "active":
            break
        time.sleep(0.1)
    expect(fact("NRestarts") == "1" and int(fact("MainPID")) != hanging and ask() == "200", "hanging, it is started anew")
    expect(control("stop", "minhbach-y-kien.service", "minhbach-y-kien.socket").returncode == 0 and fact("Result") == "success", "it stops")
    return bool(failed)


sys.exit(inside(sys.argv[2]) if sys.argv[1] == "inside" else main(*sys.argv[1:3]))
