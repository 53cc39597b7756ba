# A real PostgreSQL: the contract of a store; it is restarted under load; two endpoints get the same nonce at once.
import os, signal, socket, subprocess, sys, threading, time
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

    # A server that does not answer: many look-ups wait for it once, and the service manager hears signs of life meanwhile.
    alone = Endpoint(program, source, store="postgresql", environment=cluster.environment)
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    heard.bind(os.path.join(alone.folder, "signs"))
    heard.settimeout(0.2)
    alone.environment = {**cluster.environment, "NOTIFY_SOCKET": os.path.join(alone.folder, "signs"), "WATCHDOG_USEC": "600000"}
    alone.start()
    mine = cluster.ask("select pid from pg_stat_activity where application_name = 'minhbach feedback'").split()
    server = int(open(os.path.join(cluster.home, "data", "postmaster.pid")).readline())
    os.kill(server, signal.SIGSTOP)
    for each in mine:
        os.kill(int(each), signal.SIGKILL)
    began, statuses = time.time(), []

    def look_up(i):
        with socket.create_connection(("127.0.0.1", alone.port)) as to:
            to.settimeout(60)
            body = b"ma=7K2M-0QXV-9F3C-1A5D"
            to.sendall(b"POST /mau/tra-cuu HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                       b"Origin: https://mau.example\r\nX-Forwarded-For: 10.1.0.%d\r\nConnection: close\r\n"
                       b"Content-Length: %d\r\n\r\n%s" % (i + 1, len(body), body))
            statuses.append(to.recv(20)[9:12])

    signs, is_over = [], threading.Event()

    def hear():
        while not is_over.is_set():
            try:
                signs.append(heard.recv(99))
            except TimeoutError:
                pass

    hearing = threading.Thread(target=hear)
    hearing.start()
    several = [threading.Thread(target=look_up, args=(i,)) for i in range(6)]
    for each in several:
        each.start()
    for each in several:
        each.join()
    took = time.time() - began
    print("6 look-ups of a server that is gone: %.1f s, %r" % (took, statuses))
    if took > 14 or statuses != [b"503"] * 6:
        failed.append("look-ups wait one after another")
    time.sleep(1)
    is_over.set()
    hearing.join()
    if signs.count(b"WATCHDOG=1") < 3:
        failed.append("no sign of life: %r" % signs)
    os.kill(server, signal.SIGCONT)
    alone.kill()
    alone.remove()
print("\n".join(failed))
sys.exit(bool(failed))
