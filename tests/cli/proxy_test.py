# The endpoint behind nginx, as packaging/ sets both up: submissions pass, and nobody can pretend to be somebody else.
import os, shutil, socket, ssl, subprocess, sys, tempfile, time
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "faults"))
from endpoint import Connection, Endpoint, body_of, marker, nonce, skip

program, source = sys.argv[1:3]
nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
openssl = shutil.which("openssl")
if not nginx or not openssl:
    skip("nginx or openssl is not here")
failed = []
work = tempfile.mkdtemp(prefix="minhbach-proxy-")
os.chmod(work, 0o755)
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
key, certificate, path = (os.path.join(work, name) for name in ("key.pem", "certificate.pem", "y-kien.sock"))
subprocess.run([openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1",
                "-subj", "/CN=y-kien.example", "-keyout", key, "-out", certificate], check=True, capture_output=True)
with open(os.path.join(source, "packaging", "nginx-y-kien.conf")) as file:
    server = file.read()
for old, new in (("/run/minhbach-y-kien.sock", path), ("listen 443 ssl", "listen 127.0.0.1:%d ssl" % port),
                 ("  listen [::]:443 ssl;\n", ""), ("/etc/ssl/y-kien.pem", certificate), ("/etc/ssl/private/y-kien.key", key),
                 ("/var/log/nginx", work)):
    if old not in server:
        sys.exit("nginx-y-kien.conf has no " + old)
    server = server.replace(old, new)
with open(os.path.join(work, "nginx.conf"), "w") as out:
    paths = "".join("%s_temp_path %s/%s; " % (each, work, each) for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root; " if os.geteuid() == 0 else ""
    out.write("%sworker_processes 1; pid %s/pid; error_log %s/error.log; daemon off; events { }\nhttp { %s\n%s}\n" % (user, work, work, paths, server))

endpoint = Endpoint(program, source, limits={"moi_nguoi_moi_phut": 5})
endpoint.write_settings()
settings = os.path.join(endpoint.root, "site", "tiep-nhan.json")
text = open(settings).read().replace('"127.0.0.1:0"', '"unix:%s"' % path).replace('["127.0.0.1"]', '["unix"]')
open(settings, "w").write(text)
running = subprocess.Popen([program, "feedback", "serve", "--goc", endpoint.root], env={**os.environ, "MINHBACH_KHOA_TIEP_NHAN": "k" * 40},
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
print(running.stdout.readline().strip())
proxy = subprocess.Popen([nginx, "-p", work, "-c", work + "/nginx.conf"], stderr=subprocess.PIPE, text=True)


def send(extra=""):
    context = ssl.create_default_context(cafile=certificate)
    body = body_of(marker(), nonce())
    head = ("POST /mau/huu-ich HTTP/1.1\r\nHost: y-kien.example\r\nContent-Type: application/json\r\n"
            "Origin: https://mau.example\r\n%sConnection: close\r\nContent-Length: %d\r\n\r\n" % (extra, len(body))).encode()
    with context.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=10), server_hostname="y-kien.example") as to:
        to.sendall(head + body)
        heard = b""
        while more := to.recv(65536):
            heard += more
    return int(heard.split()[1])


try:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            time.sleep(0.05)
    answers = [send("X-Forwarded-For: 203.0.113.%d\r\n" % i) for i in range(8)]
    print("answers to eight who claim eight addresses:", answers)
    if answers[:5] != [201] * 5 or answers[5:] != [429] * 3:
        failed.append("limits behind nginx")
finally:
    proxy.terminate()
    proxy.wait()
    running.terminate()
    running.wait()
    endpoint.remove()
    shutil.rmtree(work, ignore_errors=True)
print("\n".join(failed))
sys.exit(bool(failed))
