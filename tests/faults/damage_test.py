# A damaged database is not written to: the endpoint refuses to start and says why. The backup takes its place.
import os, subprocess, sys
from endpoint import Connection, Endpoint, body_of, marker, nonce

endpoint = Endpoint(sys.argv[1], sys.argv[2]).start()
connection, sent = Connection(endpoint.port), [marker() for _ in range(300)]
for text in sent:
    if connection.post(body_of(text, nonce()))[0] != 201:
        sys.exit("not taken")
backup = os.path.join(endpoint.folder, "sao-luu.db")
made = endpoint.command("backup", backup)
endpoint.stop()
with open(endpoint.database, "r+b") as file:
    size = os.path.getsize(endpoint.database)
    for at in range(4096, size, 8192):
        file.seek(at)
        file.write(b"\x5a" * 512)
refused = endpoint.command("serve", timeout=20)
checked = endpoint.command("check")
print(refused.stderr.strip())
for ending in ("", "-wal", "-shm"):
    if os.path.exists(endpoint.database + ending):
        os.remove(endpoint.database + ending)
os.rename(backup, endpoint.database)
good = endpoint.command("check")
print(good.stdout.strip())
endpoint.start()
status = Connection(endpoint.port).post(body_of(marker(), nonce()))[0]
endpoint.stop()
stored = endpoint.stored()
endpoint.remove()
sys.exit(made.returncode != 0 or refused.returncode != 2 or "MB1301" not in refused.stderr or checked.returncode == 0
         or good.returncode != 0 or status != 201 or set(sent) - set(stored) != set() or len(stored) != 301)
