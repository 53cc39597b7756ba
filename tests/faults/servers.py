# Servers to publish to, on loopback, in a folder of the test's own, and only for as long as it runs.
import os, pwd, shutil, signal, socket, subprocess, tempfile, time
from endpoint import skip


def find(name):
    return shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin")


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def wait_for(port, process):
    for _ in range(200):
        if process.poll() is not None:
            raise SystemExit("a server ended at once: %s" % process.args)
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("nothing listens on %d" % port)


class Sshd:
    """OpenSSH for this account alone. `place(folder)`: what portal.json says of a folder there."""

    def __init__(self, *settings):
        if not find("sshd") or not find("ssh"):
            skip("OpenSSH's server is not installed")
        self.folder = tempfile.mkdtemp(prefix="minhbach-sshd-")
        self.port = free_port()
        for name in ("host", "user", "other"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.path(name)], check=True)
        shutil.copy(self.path("user.pub"), self.path("authorized"))
        os.chmod(self.path("authorized"), 0o600)
        self.account = pwd.getpwuid(os.geteuid()).pw_name
        with open(self.path("config"), "w") as file:
            file.write("\n".join([
                "Port %d" % self.port, "ListenAddress 127.0.0.1", "HostKey " + self.path("host"), "PidFile none",
                "AuthorizedKeysFile " + self.path("authorized"), "StrictModes no", "UsePAM no", "MaxStartups 100",
                "PasswordAuthentication no", "KbdInteractiveAuthentication no", "Subsystem sftp internal-sftp", *settings, ""]))
        if os.geteuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)  # It asks for this folder when root starts it.
        self.process = subprocess.Popen([find("sshd"), "-D", "-f", self.path("config"), "-E", self.path("log")])
        wait_for(self.port, self.process)

    def path(self, name):
        return os.path.join(self.folder, name)

    def key(self, name="host"):
        with open(self.path(name + ".pub")) as file:
            return " ".join(file.read().split()[:2])

    def place(self, folder, **more):
        return {"loai": "sftp", "dia_chi": "sftp://%s@127.0.0.1:%d%s" % (self.account, self.port, folder),
                "khoa_may_chu": self.key(), "tep_khoa": self.path("user"), **more}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)
