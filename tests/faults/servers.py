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


class Webdav:
    """Apache with mod_dav over TLS; `folder` holds what it stores, below /dav/."""

    modules = "mpm_event authn_core authn_file authz_core authz_user auth_basic dav dav_fs mime ssl".split()
    account, password = "xuat-ban", "bí mật: 1/2 & 'ba'"

    def __init__(self, days=30, name="127.0.0.1", overrides="None"):
        """`overrides`: which directives of a .htaccess that is put there hold."""
        where = "/usr/lib/apache2/modules/mod_"
        if not find("apache2") or not all(os.path.exists(where + each + ".so") for each in self.modules):
            skip("Apache with mod_dav is not installed")
        self.home = tempfile.mkdtemp(prefix="minhbach-dav-")
        self.folder = self.path("web/dav")
        for each in (self.folder, self.path("lock")):
            os.makedirs(each)
        if os.geteuid() == 0:
            subprocess.run(["chown", "-R", "www-data", self.home], check=True)
        os.chmod(self.home, 0o755)
        self.port = free_port()
        self.make_certificate(days, name)
        hashed = subprocess.run(["openssl", "passwd", "-apr1", "-stdin"], input=self.password, capture_output=True, text=True, check=True)
        with open(self.path("accounts"), "w") as file:
            file.write("%s:%s" % (self.account, hashed.stdout))
        with open(self.path("config"), "w") as file:
            file.write("".join("LoadModule %s_module %s%s.so\n" % (each, where, each) for each in self.modules))
            file.write(f"""ServerName localhost
Listen 127.0.0.1:{self.port}
PidFile {self.path("pid")}
ErrorLog {self.path("log")}
CustomLog {self.path("requests")} "%m %U %>s"
Mutex file:{self.path("lock")} default
DavLockDB {self.path("lock/dav")}
TypesConfig /dev/null
User www-data
Group www-data
DocumentRoot "{self.path("web")}"
SSLEngine on
SSLCertificateFile {self.path("server.pem")}
SSLCertificateKeyFile {self.path("server.key")}
KeepAlive On
MaxKeepAliveRequests 0
<Directory "{self.folder}">
  AllowOverride {overrides}
  Dav On
  AuthType Basic
  AuthName dav
  AuthUserFile {self.path("accounts")}
  Require valid-user
</Directory>
""")
        self.process = subprocess.Popen([find("apache2"), "-f", self.path("config"), "-D", "FOREGROUND"])
        wait_for(self.port, self.process)

    def make_certificate(self, days, name):
        """For `name`, signed by an authority of the test's own; with days below 0 it has expired."""
        new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout"]
        openssl = lambda *words: subprocess.run(["openssl", *words], check=True, capture_output=True, cwd=self.home)
        openssl("req", "-x509", *new, "ca.key", "-out", "ca.pem", "-subj", "/CN=Thu", "-days", "30")
        openssl("req", *new, "server.key", "-out", "server.csr", "-subj", "/CN=" + name)
        with open(self.path("names"), "w") as file:
            file.write("subjectAltName=" + ("IP:" if name[0].isdigit() else "DNS:") + name)
        openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "server.pem",
                "-days", str(days), "-extfile", "names")

    def path(self, name):
        return os.path.join(self.home, name)

    def place(self, folder="", **more):
        return {"loai": "webdav", "dia_chi": "https://%s@127.0.0.1:%d/dav%s" % (self.account, self.port, folder),
                "tep_chung_thu": self.path("ca.pem"), **more}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        shutil.rmtree(self.home, ignore_errors=True)


class Sshd:
    """OpenSSH for this account alone. `place(folder)`: what portal.json says of a folder there."""

    def __init__(self, *settings, before=()):
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
                *(settings or ["PasswordAuthentication no"]), "KbdInteractiveAuthentication no", "Subsystem sftp internal-sftp", ""]))
        if os.geteuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)  # It asks for this folder when root starts it.
        self.process = subprocess.Popen([*before, find("sshd"), "-D", "-f", self.path("config"), "-E", self.path("log")])
        wait_for(self.port, self.process)

    @classmethod
    def with_account(cls, name, password):
        """With an account that has a password, and `home`. It stands in files that lie over the machine's own for this server alone."""
        home = tempfile.mkdtemp(prefix="minhbach-home-")
        script = "set -e; for each in passwd shadow group; do mount --bind %s/$each /etc/$each; done; exec \"$@\"" % home
        with_mounts = ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh"]
        for each in ("passwd", "shadow", "group"):
            if os.geteuid() == 0:
                shutil.copy("/etc/" + each, home)
        if os.geteuid() != 0 or subprocess.run([*with_mounts, "true"], capture_output=True).returncode != 0:
            shutil.rmtree(home)
            raise PermissionError("that needs the right to mount")
        hashed = subprocess.run(["openssl", "passwd", "-6", "-stdin"], input=password, capture_output=True, text=True, check=True).stdout.strip()
        number = 61234
        for file, line in (("passwd", "%s:x:%d:%d::%s:/bin/sh" % (name, number, number, home)), ("shadow", "%s:%s:20000:0:99999:7:::" % (name, hashed)),
                           ("group", "%s:x:%d:" % (name, number))):
            with open(home + "/" + file, "a") as out:
                out.write(line + "\n")
        os.chown(home, number, number)
        os.chmod(home, 0o755)
        server = cls("PasswordAuthentication yes", before=with_mounts)
        server.account, server.password, server.home = name, password, home
        return server

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
        for each in (self.folder, getattr(self, "home", self.folder)):
            shutil.rmtree(each, ignore_errors=True)
