# As systemd hears it: the endpoint is ready, gives signs of life, and gives none while its writer hangs.
import os, socket, sqlite3, subprocess, sys, tempfile, threading, time
from endpoint import KEY, Connection, Endpoint, body_of, marker, nonce

endpoint = Endpoint(sys.argv[1], sys.argv[2])
endpoint.write_settings()
work = tempfile.mkdtemp(prefix="minhbach-watchdog-")
path = os.path.join(work, "notify")
manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
manager.bind(path)
environment = {**os.environ, "MINHBACH_KHOA_TIEP_NHAN": KEY, "NOTIFY_SOCKET": path, "WATCHDOG_USEC": "600000"}
process = subprocess.Popen([endpoint.program, "feedback", "serve", "--goc", endpoint.root], env=environment,
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
endpoint.port = int(process.stdout.readline().strip().rstrip("/").rsplit(":", 1)[1])


def heard(seconds):
    out, end = [], time.time() + seconds
    while time.time() < end:
        manager.settimeout(max(0.01, end - time.time()))
        try:
            out.append(manager.recv(100).decode())
        except TimeoutError:
            break
    return out


first = heard(1.5)
print("running:", first)
# The store is held by another program: the writer waits for it.
other = sqlite3.connect(endpoint.database, isolation_level=None)
other.execute("BEGIN IMMEDIATE")
sender = threading.Thread(target=lambda: print("answer:", Connection(endpoint.port, 20).post(body_of(marker(), nonce()))[0]))
sender.start()
time.sleep(0.4)
heard(0.05)
hanging = heard(1.5)
other.execute("ROLLBACK")
sender.join()
after = heard(1.5)
print("while the writer hangs:", hanging, "after:", after)
process.terminate()
process.wait(20)
last = heard(0.2)
endpoint.remove()
manager.close()
os.remove(path)
os.rmdir(work)
good = first[0] == "READY=1" and first.count("WATCHDOG=1") >= 3 and hanging == [] and after.count("WATCHDOG=1") >= 3
sys.exit(not good or "STOPPING=1" not in last or process.returncode != 0)
