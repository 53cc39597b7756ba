# The disk runs full: everybody is told so, nothing acknowledged is lost, and when there is room again it goes on by itself.
import os, shutil, subprocess, sys, tempfile, time
from endpoint import Clients, Connection, Endpoint, judge, skip

if os.geteuid() != 0:
    skip("a full disk needs the right to mount a small one")
work = tempfile.mkdtemp(prefix="minhbach-full-")
if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", work], capture_output=True).returncode != 0:
    skip("no tmpfs can be mounted here")
failed = True
try:
    ballast = os.path.join(work, "ballast")
    with open(ballast, "wb") as out:
        out.write(b"x" * 1_000_000)
    endpoint = Endpoint(sys.argv[1], sys.argv[2], store="sqlite:" + os.path.join(work, "y-kien.db")).start()
    clients = Clients(endpoint)
    deadline = time.time() + 20
    while clients.statuses.get(503, 0) < 50 and time.time() < deadline:
        time.sleep(0.05)
    before, refused = len(clients.acknowledged), clients.statuses.get(503, 0)
    ready, why = Connection(endpoint.port).get("/readyz")
    os.remove(ballast)
    deadline = time.time() + 20
    while len(clients.acknowledged) < before + 50 and time.time() < deadline:
        time.sleep(0.05)
    acknowledged = clients.finish()
    code = endpoint.stop()
    lost, doubled = judge(acknowledged, endpoint.stored(os.path.join(work, "y-kien.db")), "full disk")
    print("refused with 503: %d; readyz %d %r; after room was made: +%d" % (refused, ready, why, len(acknowledged) - before))
    log = open(os.path.join(endpoint.folder, "log")).read()
    failed = lost or doubled or refused < 50 or ready != 503 or len(acknowledged) < before + 50 or "store_failed" not in log or code
    endpoint.remove()
    # Its log cannot be written at all: that must end nothing.
    folder = tempfile.mkdtemp(prefix="minhbach-full-log-")
    os.symlink("/dev/full", os.path.join(folder, "log"))
    deaf = Endpoint(sys.argv[1], sys.argv[2], folder=folder).start()
    lives = Connection(deaf.port).get("/healthz")[0] == 200
    failed = failed or not lives or deaf.stop() != 0
    deaf.remove()
finally:
    subprocess.run(["umount", "-l", work], capture_output=True)
    shutil.rmtree(work, ignore_errors=True)
sys.exit(bool(failed))
