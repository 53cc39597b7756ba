# The endpoint behind nginx or Caddy, as packaging/ sets them up: submissions pass, nobody can pretend to be somebody else, and
# their logs name no reader, also while the endpoint is away.
import glob, os, shutil, socket, ssl, subprocess, sys, tempfile, time
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "faults"))
from endpoint import Connection, Endpoint, body_of, marker, nonce, skip

program, source, kind = sys.argv[1:4]
server = shutil.which(kind) or shutil.which(kind, path="/usr/sbin")
openssl = shutil.which("openssl")
if not server or not openssl:
    skip(kind + " or openssl is not here")
READER = "127.0.0.77"  # An address of this machine that nothing else uses.
failed = []
work = tempfile.mkdtemp(prefix="minhbach-proxy-")
os.chmod(work, 0o755)
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
key, certificate, path = (os.path.join(work, name) for name in ("key.pem", "certificate.pem", "y-kien.sock"))
subprocess.run([openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1",
                "-subj", "/CN=y-kien.example", "-addext", "subjectAltName=DNS:y-kien.example", "-keyout", key, "-out", certificate],
               check=True, capture_output=True)


def packaged(name, *changes):
    with open(os.path.join(source, "packaging", name)) as file:
        text = file.read()
    for old, new in changes:
        if old not in text:
            sys.exit("%s has no %s" % (name, old))
        text = text.replace(old, new)
    return text


def nginx():
    text = packaged("nginx-y-kien.conf", ("/run/minhbach-y-kien.sock", path), ("listen 443 ssl", "listen 127.0.0.1:%d ssl" % port),
                    ("  listen [::]:443 ssl;\n", ""), ("/etc/ssl/y-kien.pem", certificate), ("/etc/ssl/private/y-kien.key", key),
                    ("/var/log/nginx", work))
    with open(os.path.join(work, "nginx.conf"), "w") as out:
        paths = "".join("%s_temp_path %s/%s; " % (each, work, each) for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        user = "user root; " if os.geteuid() == 0 else ""
        out.write("%sworker_processes 1; pid %s/pid; error_log %s/error.log crit; daemon off; events { }\nhttp { %s\n%s}\n" % (user, work, work, paths, text))
    return [server, "-p", work, "-c", work + "/nginx.conf"]


def caddy():
    """With a certificate of the test's own, and without the port by which Caddy is told things."""
    text = packaged("Caddyfile", ("/run/minhbach-y-kien.sock", path), ("{\n\tlog default", "{\n\tadmin off\n\tauto_https off\n\tlog default"),
                    ("y-kien.example {\n", "https://y-kien.example:%d {\n\tbind 127.0.0.1\n\ttls %s %s\n" % (port, certificate, key)))
    with open(os.path.join(work, "Caddyfile"), "w") as out:
        out.write(text)
    checked = subprocess.run([server, "validate", "--adapter", "caddyfile", "--config", os.path.join(source, "packaging", "Caddyfile")],
                             capture_output=True, text=True, env={**os.environ, "XDG_DATA_HOME": work, "XDG_CONFIG_HOME": work})
    if checked.returncode != 0:
        failed.append("caddy validate: " + checked.stderr)
    return [server, "run", "--adapter", "caddyfile", "--config", work + "/Caddyfile"]


endpoint = Endpoint(program, source, limits={"moi_nguoi_moi_phut": 5})
endpoint.write_settings()
settings = os.path.join(endpoint.root, "site", "tiep-nhan.json")
text = open(settings).read().replace('"127.0.0.1:0"', '"unix:%s"' % path).replace('["127.0.0.1"]', '["unix"]')
open(settings, "w").write(text)
running = subprocess.Popen([program, "feedback", "serve", "--goc", endpoint.root], env={**os.environ, "MINHBACH_KHOA_TIEP_NHAN": "k" * 40},
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
print(running.stdout.readline().strip())
command = {"nginx": nginx, "caddy": caddy}[kind]()
log = open(os.path.join(work, "said.log"), "w")
proxy = subprocess.Popen(command, stderr=log, stdout=log, env={**os.environ, "XDG_DATA_HOME": work, "XDG_CONFIG_HOME": work})


def send(extra=""):
    context = ssl.create_default_context(cafile=certificate)
    body = body_of(marker(), nonce())
    head = ("POST /mau/huu-ich HTTP/1.1\r\nHost: y-kien.example:%d\r\nContent-Type: application/json\r\n"
            "Origin: https://mau.example\r\n%sConnection: close\r\nContent-Length: %d\r\n\r\n" % (port, extra, len(body))).encode()
    raw = socket.create_connection(("127.0.0.1", port), timeout=10, source_address=(READER, 0))
    with context.wrap_socket(raw, server_hostname="y-kien.example") as to:
        to.sendall(head + body)
        heard = b""
        while more := to.recv(65536):
            heard += more
    return int(heard.split()[1])


try:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            time.sleep(0.05)
    answers = [send("X-Forwarded-For: 203.0.113.%d\r\n" % i) for i in range(8)]
    print("answers to eight who claim eight addresses:", answers)
    if answers[:5] != [201] * 5 or answers[5:] != [429] * 3:
        failed.append("limits behind " + kind)
    running.terminate()
    running.wait()
    away = send()
    print("while the endpoint is away:", away)
    if away not in (502, 503):
        failed.append("no gateway error")
finally:
    proxy.terminate()
    proxy.wait()
    running.terminate()
    running.wait()
    log.close()
    said = "".join(open(each).read() for each in glob.glob(work + "/*.log"))
    for trace in (READER, "203.0.113.", "/mau/"):
        if trace in said:
            failed.append("the log holds %s: %s" % (trace, next(line for line in said.splitlines() if trace in line)))
    endpoint.remove()
    shutil.rmtree(work, ignore_errors=True)
print("\n".join(failed))
sys.exit(bool(failed))
