# A real PostgreSQL: the contract of a store; it is restarted under load; two endpoints get the same nonce at once.
import glob, os, pwd, shutil, subprocess, sys, tempfile, threading, time
from endpoint import Clients, Connection, Endpoint, body_of, judge, marker, nonce, skip

program, source, contract = sys.argv[1:4]
folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
if not folders:
    skip("PostgreSQL is not installed")
binaries = folders[-1]
work = tempfile.mkdtemp(prefix="minhbach-pg-")
os.chmod(work, 0o755)
home = os.path.join(work, "cluster")
os.mkdir(home)
# PostgreSQL does not run as root.
become = []
if os.geteuid() == 0:
    name = next((each for each in ("postgres", "nobody") if any(user.pw_name == each for user in pwd.getpwall())), None)
    if name is None:
        skip("there is no user to run PostgreSQL as")
    shutil.chown(home, name)
    become = ["runuser", "-u", name, "--"]


def pg(tool, *arguments):
    done = subprocess.run([*become, os.path.join(binaries, tool), *arguments], capture_output=True, text=True, cwd=home)
    if done.returncode != 0:
        raise SystemExit("%s: %s" % (tool, done.stderr))


def psql(text):
    return subprocess.run([os.path.join(binaries, "psql"), "-At", "-c", text], env={**os.environ, **environment},
                          capture_output=True, text=True).stdout


def restart():
    pg("pg_ctl", "-D", home + "/data", "-m", "immediate", "-w", "restart", "-l", home + "/log", "-o", options)


options = "-c listen_addresses='' -k " + home
environment = {"PGHOST": home, "PGUSER": "minhbach", "PGDATABASE": "minhbach"}
failed = []
try:
    pg("initdb", "-D", home + "/data", "-A", "trust", "-U", "minhbach", "--locale=C.UTF-8", "-E", "UTF8")
    pg("pg_ctl", "-D", home + "/data", "-w", "start", "-l", home + "/log", "-o", options)
    pg("createdb", "-h", home, "-U", "minhbach", "minhbach")
    done = subprocess.run([contract], env={**os.environ, **environment}, capture_output=True, text=True, cwd=source)
    print(done.stdout.strip().splitlines()[-1])
    if done.returncode != 0 or "skipped" in done.stdout:
        failed.append("the contract of a store")
    psql("truncate y_kien")

    endpoints = [Endpoint(program, source, store="postgresql", environment=environment).start() for _ in range(2)]
    clients = Clients(endpoints)
    for _ in range(2):
        time.sleep(0.7)
        restart()
    time.sleep(0.7)
    acknowledged = clients.finish()
    stored = psql("select tra_loi::json->1->>1 from y_kien").split()
    lost, doubled = judge(acknowledged, stored, "PostgreSQL restarted x2, two endpoints")
    print("answers:", clients.statuses)
    if lost or doubled or len(acknowledged) < 100:
        failed.append("lost or doubled")

    # One nonce to both at once: one vote, one receipt.
    before, receipts = int(psql("select count(*) from y_kien")), []
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
    count = int(psql("select count(*) from y_kien")) - before
    print("100 nonces sent to both endpoints at once: %d votes" % count)
    if count != 100:
        failed.append("doubled")
    for each in endpoints:
        if each.stop() != 0:
            failed.append("exit code")
        each.remove()
finally:
    subprocess.run([*become, os.path.join(binaries, "pg_ctl"), "-D", home + "/data", "-m", "immediate", "stop"], capture_output=True)
    shutil.rmtree(work, ignore_errors=True)
print("\n".join(failed))
sys.exit(bool(failed))
