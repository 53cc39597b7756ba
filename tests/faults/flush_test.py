# The disk takes what is written and then cannot flush it: nobody is told that it is kept, and afterwards it goes on by itself.
import os, sys, time
from endpoint import Clients, Connection, Endpoint, judge

program, source, mutant = sys.argv[1:4]
endpoint = Endpoint(program, source, preload=mutant)
fails = os.path.join(endpoint.folder, "fails")
endpoint.environment["DISK_FAILS"] = fails
endpoint.start()
clients = Clients(endpoint)


def wait_for(what):
    deadline = time.time() + 20
    while not what() and time.time() < deadline:
        time.sleep(0.02)
    return what()


wait_for(lambda: len(clients.acknowledged) >= 200)
open(fails, "w").close()
time.sleep(0.2)  # What had been flushed before is still being answered.
during = len(clients.acknowledged)
refused = wait_for(lambda: clients.statuses.get(503, 0) >= 50)
ready = Connection(endpoint.port).get("/readyz")[0]
kept_meanwhile = len(clients.acknowledged) - during
os.remove(fails)
goes_on = wait_for(lambda: len(clients.acknowledged) >= during + 200)
acknowledged = clients.finish()
code = endpoint.stop()
lost, doubled = judge(acknowledged, endpoint.stored(), "failed flushes")
log = open(os.path.join(endpoint.folder, "log")).read()
print("refused: %s, acknowledged meanwhile: %d, readyz %d, goes on: %s" % (refused, kept_meanwhile, ready, goes_on))
endpoint.remove()
sys.exit(bool(lost or doubled or not refused or kept_meanwhile or ready != 503 or not goes_on or "store_failed" not in log or code))
