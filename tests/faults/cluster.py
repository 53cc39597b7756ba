# A PostgreSQL of the test's own: a new cluster in a folder that goes away, reached by its Unix socket alone.
import glob, os, pwd, shutil, subprocess, tempfile
from endpoint import skip


class Cluster:
    """`environment`: what libpq needs to find it."""

    def __init__(self):
        folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
        if not folders:
            skip("PostgreSQL is not installed")
        self.binaries = folders[-1]
        self.work = tempfile.mkdtemp(prefix="minhbach-pg-")
        os.chmod(self.work, 0o755)
        self.home = os.path.join(self.work, "cluster")
        os.mkdir(self.home)
        self.become = self.other_user()
        self.environment = {"PGHOST": self.home, "PGUSER": "minhbach", "PGDATABASE": "minhbach"}

    def other_user(self):
        """PostgreSQL does not run as root."""
        if os.geteuid() != 0:
            return []
        name = next((each for each in ("postgres", "nobody") if any(user.pw_name == each for user in pwd.getpwall())), None)
        if name is None:
            skip("there is no user to run PostgreSQL as")
        shutil.chown(self.home, name)
        return ["runuser", "-u", name, "--"]

    def run(self, tool, *arguments):
        done = subprocess.run([*self.become, os.path.join(self.binaries, tool), *arguments],
                              capture_output=True, text=True, cwd=self.home)
        if done.returncode != 0:
            raise SystemExit("%s: %s" % (tool, done.stderr))

    def control(self, *how):
        self.run("pg_ctl", "-D", self.home + "/data", "-w", *how, "-l", self.home + "/log",
                 "-o", "-c listen_addresses='' -k " + self.home)

    def __enter__(self):
        self.run("initdb", "-D", self.home + "/data", "-A", "trust", "-U", "minhbach", "--locale=C.UTF-8", "-E", "UTF8")
        self.control("start")
        self.run("createdb", "-h", self.home, "-U", "minhbach", "minhbach")
        return self

    def __exit__(self, *_):
        subprocess.run([*self.become, os.path.join(self.binaries, "pg_ctl"), "-D", self.home + "/data", "-m", "immediate", "stop"],
                       capture_output=True)
        shutil.rmtree(self.work, ignore_errors=True)

    def restart(self):
        self.control("-m", "immediate", "restart")

    def ask(self, text):
        return subprocess.run([os.path.join(self.binaries, "psql"), "-At", "-c", text],
                              env={**os.environ, **self.environment}, capture_output=True, text=True).stdout
