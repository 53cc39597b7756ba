# A real PostgreSQL: the contract of a store; it is restarted under load; two endpoints get the same nonce at once.
import os, subprocess, sys, threading, time
from cluster import Cluster
from endpoint import Clients, Connection, Endpoint, body_of, judge, marker, nonce

program, source, contract = sys.argv[1:4]
failed = []
with Cluster() as cluster:
    done = subprocess.run([contract], env={**os.environ, **cluster.environment}, capture_output=True, text=True, cwd=source)
    print(done.stdout.strip().splitlines()[-1])
    if done.returncode != 0 or "skipped" in done.stdout:
        failed.append("the contract of a store")
    cluster.ask("truncate y_kien")

    endpoints = [Endpoint(program, source, store="postgresql", environment=cluster.environment).start() for _ in range(2)]
    clients = Clients(endpoints)
    for _ in range(2):
        time.sleep(0.7)
        cluster.restart()
    time.sleep(0.7)
    acknowledged = clients.finish()
    stored = cluster.ask("select tra_loi::json->1->>1 from y_kien").split()
    lost, doubled = judge(acknowledged, stored, "PostgreSQL restarted x2, two endpoints")
    print("answers:", clients.statuses)
    if lost or doubled or len(acknowledged) < 100:
        failed.append("lost or doubled")

    # One nonce to both at once: one vote, one receipt.
    before, receipts = int(cluster.ask("select count(*) from y_kien")), []
    connections = [Connection(each.port) for each in endpoints]
    for _ in range(100):
        text, ma, said = marker(), nonce(), [None, None]

        def post(i):
            said[i] = connections[i].post(body_of(text, ma))

        pair = [threading.Thread(target=post, args=(i,)) for i in range(2)]
        for each in pair:
            each.start()
        for each in pair:
            each.join()
        if said[0] != said[1] or said[0][0] != 201:
            failed.append("two answers: %r" % said)
    count = int(cluster.ask("select count(*) from y_kien")) - before
    print("100 nonces sent to both endpoints at once: %d votes" % count)
    if count != 100:
        failed.append("doubled")
    for each in endpoints:
        if each.stop() != 0:
            failed.append("exit code")
        each.remove()
print("\n".join(failed))
sys.exit(bool(failed))
