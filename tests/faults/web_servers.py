# OpenStack Swift with S3, vsftpd with TLS: more servers to publish to, on loopback, in a folder of
# the test's own. `place(folder)`: what portal.json says of a folder there; `password` lets it in; `folder` holds what is stored.
import http.client, os, pwd, shutil, signal, socket, subprocess, tempfile, threading, time
from urllib.parse import quote
from servers import find, free_port, wait_for


class Server:
    """Programs that end with the test, and their folder with them."""

    def __init__(self, name):
        self.home = tempfile.mkdtemp(prefix="minhbach-%s-" % name)
        os.chmod(self.home, 0o755)
        self.folder = self.path("root")
        os.mkdir(self.folder)
        self.processes = []

    def path(self, *names):
        return os.path.join(self.home, *names)

    def write(self, name, *lines):
        with open(self.path(name), "w") as file:
            file.write("\n".join(lines) + "\n")
        return self.path(name)

    def run(self, *command, port=None, **more):
        with open(self.path("output"), "a") as output:
            process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True, **more)
        self.processes.append(process)
        if port:
            wait_for(port, process)

    def certificate(self, days=30):
        """For 127.0.0.1, signed by an authority of the test's own; a negative number of days: it has expired."""
        start = time.time() - 86400 * 60
        stamp = lambda seconds: time.strftime("%Y%m%d%H%M%SZ", time.gmtime(seconds))
        self.write("names", "subjectAltName=IP:127.0.0.1,DNS:localhost")
        openssl = lambda *words: subprocess.run(["openssl", *words], check=True, capture_output=True, cwd=self.home)
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj", "/CN=Test authority",
                "-keyout", "authority.key", "-out", "authority.pem")
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=127.0.0.1", "-keyout", "server.key",
                "-out", "server.request")
        self.write("index.txt") and os.truncate(self.path("index.txt"), 0)
        self.write("serial", "01")
        self.write("authority.conf", "[ca]", "default_ca=test", "[test]", "dir=.", "database=index.txt", "serial=serial", "new_certs_dir=.",
                   "default_md=sha256", "policy=any", "unique_subject=no", "[any]", "commonName=supplied")
        openssl("ca", "-batch", "-config", "authority.conf", "-cert", "authority.pem", "-keyfile", "authority.key", "-in", "server.request",
                "-out", "server.pem", "-extfile", "names", "-startdate", stamp(start), "-enddate", stamp(time.time() + 86400 * days), "-notext")
        return self.path("authority.pem")

    def contract(self):
        """What test_publish is told of this place."""
        return {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            try:
                os.killpg(process.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
        for process in self.processes:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        shutil.rmtree(self.home, ignore_errors=True)


class ObjectStore(Server):
    """OpenStack Swift with its S3 door, which checks signatures. Nothing of it is encrypted: loopback."""

    user, password = "test:tester", "testing"

    @staticmethod
    def is_here():
        return all(map(find, ("swift-proxy-server", "swift-object-server", "swift-ring-builder", "memcached")))

    def __init__(self, bucket="cong", is_logged=False):
        """`is_logged`: Swift's own log of requests is kept in `log`."""
        super().__init__("s3")
        if is_logged:
            self.log, self.logged = [], socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self.logged.bind(("127.0.0.1", 0))
            more = ["access_log_udp_host = 127.0.0.1", "access_log_udp_port = %d" % self.logged.getsockname()[1]]
            threading.Thread(target=self.keep_log, daemon=True).start()  # Nobody who logs has to wait.
        ports = {name: free_port() for name in ("object", "container", "account", "proxy", "memcache")}
        config = self.path("etc")
        os.mkdir(config)
        os.makedirs(self.path("root", "sda"))
        self.write("etc/swift.conf", "[swift-hash]", "swift_hash_path_prefix = a", "swift_hash_path_suffix = b",
                   "[storage-policy:0]", "name = mot", "default = yes")
        for kind in ("object", "container", "account"):
            builder = [find("swift-ring-builder"), self.path("etc", kind + ".builder")]
            for words in (["create", "6", "1", "0"], ["add", "r1z1-127.0.0.1:%d/sda" % ports[kind], "1"], ["rebalance"]):
                subprocess.run([*builder, *words], check=True, capture_output=True)
            self.write("etc/%s.conf" % kind, "[DEFAULT]", "bind_ip = 127.0.0.1", "bind_port = %d" % ports[kind], "mount_check = false",
                       "devices = " + self.folder, "workers = 0", "fallocate_reserve = 0", "swift_dir = " + config,
                       "user = " + pwd.getpwuid(os.geteuid()).pw_name, "log_address = " + self.path("no-log"),
                       "[pipeline:main]", "pipeline = %s-server" % kind, "[app:%s-server]" % kind, "use = egg:swift#" + kind)
        self.write("etc/proxy.conf", "[DEFAULT]", "bind_ip = 127.0.0.1", "bind_port = %d" % ports["proxy"], "workers = 0", "swift_dir = " + config,
                   "user = " + pwd.getpwuid(os.geteuid()).pw_name, "log_address = " + self.path("no-log"),
                   "[pipeline:main]", "pipeline = catch_errors %scache bulk s3api tempauth copy container_quotas slo proxy-server" % (
                       "proxy-logging " * is_logged),
                   "[app:proxy-server]", "use = egg:swift#proxy", "account_autocreate = true",
                   "[filter:s3api]", "use = egg:swift#s3api", "location = us-east-1",
                   "[filter:tempauth]", "use = egg:swift#tempauth", "user_test_tester = testing .admin",
                   *(line for name in ("catch_errors", "bulk", "copy", "container_quotas", "slo")
                     for line in ("[filter:%s]" % name, "use = egg:swift#" + name)),
                   *(["[filter:proxy-logging]", "use = egg:swift#proxy_logging", *more] if is_logged else []),
                   "[filter:cache]", "use = egg:swift#memcache", "memcache_servers = 127.0.0.1:%d" % ports["memcache"])
        account = ["-u", "root"] if os.geteuid() == 0 else []
        self.run(find("memcached"), "-l", "127.0.0.1", "-p", str(ports["memcache"]), "-m", "16", *account, port=ports["memcache"])
        environment = {**os.environ, "SWIFT_CONF_DIR": config, "PYTHONWARNINGS": "ignore"}
        for kind in ("object", "container", "account", "proxy"):
            self.run(find("swift-%s-server" % kind), self.path("etc", kind + ".conf"), port=ports[kind], env=environment)
        self.host, self.bucket, self.lines = "http://127.0.0.1:%d" % ports["proxy"], bucket, threading.local()
        self.request("PUT", "/" + bucket)
        self.set_bucket(X_Container_Read=".r:*")

    def keep_log(self):
        while True:
            self.log.append(self.logged.recv(65536).decode("utf-8", "replace"))

    def place(self, folder, **more):
        return {"loai": "s3", "dia_chi": "%s/%s" % (self.host, folder), "thung": self.bucket, "tai_khoan": self.user, **more}

    def contract(self):
        return {"MINHBACH_TEST_S3": self.host + "/nơi này", "MINHBACH_TEST_S3_BUCKET": self.bucket, "MINHBACH_TEST_S3_ACCOUNT": self.user,
                "MINHBACH_MAT_KHAU_S3": self.password}

    def account_path(self, path=""):
        return "/v1/AUTH_test/" + self.bucket + ("/" + quote(path) if path else "")

    def ask(self, method, path, body=None, headers={}):
        """In Swift's own words, on a line that each thread keeps."""
        for _ in range(2):
            line = getattr(self.lines, "line", None) or http.client.HTTPConnection(*self.host[7:].split(":"), timeout=20)
            self.lines.line = line
            try:
                line.request(method, path, body, headers)
                answer = line.getresponse()
                return answer.status, dict(answer.getheaders()), answer.read()
            except (http.client.HTTPException, OSError):
                line.close()
        raise SystemExit("Swift does not answer: %s %s" % (method, path))

    def set_bucket(self, **headers):
        """X_Container_Read='.r:*' lets visitors read."""
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        status, _, said = self.ask("POST", self.account_path(), headers={**self.token(), **named})
        if status >= 300:
            raise SystemExit("Swift: %d %r" % (status, said))

    def token(self):
        answer = self.ask("GET", "/auth/v1.0", headers={"X-Auth-User": self.user, "X-Auth-Key": self.password})[1]
        return {"X-Auth-Token": answer["X-Auth-Token"]}

    def look(self, path):
        """As a visitor, once they may: what is there, or None."""
        status, _, said = self.ask("GET", self.account_path(path))
        if status not in (200, 404):
            raise SystemExit("Swift: %d for %s" % (status, path))
        return said if status == 200 else None

    def put(self, path, data):
        self.ask("PUT", self.account_path(path), data, self.token())

    def delete(self, path):
        self.ask("DELETE", self.account_path(path), headers=self.token())

    @staticmethod
    def curl():
        return ["curl", "-sS", "--aws-sigv4", "aws:amz:us-east-1:s3", "-H", "x-amz-content-sha256: UNSIGNED-PAYLOAD"]

    def request(self, method, path, *more):
        """By curl's own signer, which is not ours."""
        host = self.host.replace("://", "://%s:%s@" % (self.user.replace(":", "%3A"), self.password))
        return subprocess.run([*self.curl(), "-X", method, *more, host + path], capture_output=True, text=True, check=True).stdout


class Ftps(Server):
    """vsftpd: TLS for commands and data, and data connections that go on with the session of the commands."""

    user = "ftp"  # Its anonymous account, let in by a password: no account of this machine is touched.
    password = "Mat_khau-1/2"

    @staticmethod
    def is_here():
        return find("vsftpd") and os.geteuid() == 0  # It changes its root folder.

    def __init__(self, *settings, days=30):
        super().__init__("ftps")
        self.authority = self.certificate(days)
        self.port = port = free_port()
        account = pwd.getpwnam("www-data")
        self.outside = self.path("root")  # Itself not writable: vsftpd asks for that.
        self.folder = os.path.join(self.outside, "cong")
        os.mkdir(self.folder)
        os.chown(self.folder, account.pw_uid, account.pw_gid)
        os.mkdir(self.path("empty"))
        self.write("passwords", self.password)
        config = self.write(
            "vsftpd.conf", "listen=YES", "listen_address=127.0.0.1", "listen_port=%d" % port, "background=NO", "seccomp_sandbox=NO",
            "anonymous_enable=YES", "local_enable=NO", "ftp_username=www-data", "anon_root=" + self.outside, "secure_email_list_enable=YES",
            "email_password_file=" + self.path("passwords"), "secure_chroot_dir=" + self.path("empty"), "write_enable=YES",
            "anon_upload_enable=YES", "anon_mkdir_write_enable=YES", "anon_other_write_enable=YES", "anon_umask=022", "chown_uploads=NO",
            "file_open_mode=0644", "ssl_enable=YES", "allow_anon_ssl=YES", "force_anon_logins_ssl=YES", "force_anon_data_ssl=YES",
            "require_ssl_reuse=YES", "ssl_ciphers=HIGH", "rsa_cert_file=" + self.path("server.pem"), "rsa_private_key_file=" + self.path("server.key"),
            "pasv_address=127.0.0.1", "delete_failed_uploads=NO", "hide_ids=YES", "dual_log_enable=NO", "max_per_ip=0", *settings)
        self.run(find("vsftpd"), config, port=port)
        self.url = "ftps://%s@127.0.0.1:%d/cong/" % (self.user, port)

    def place(self, folder, **more):
        return {"loai": "ftps", "dia_chi": self.url + folder, "tep_chung_thu": self.authority, **more}

    def contract(self):
        return {"MINHBACH_TEST_FTPS": self.url + "nơi này", "MINHBACH_TEST_FTPS_CA": self.authority,
                "MINHBACH_TEST_FTPS_FOLDER": self.folder + "/nơi này", "MINHBACH_MAT_KHAU_FTPS": self.password}
