# Real nginx and Apache over what a build writes for them: hosts_test.py MINHBACH SITE.
# 77 (skipped) when this machine has neither.
import gzip
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

program, site = sys.argv[1:]
root = tempfile.mkdtemp(prefix="minhbach-hosts-")
base = "/ddci/"


def find(name):
    return shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin")


def built(precompressed):
    """The portal `xa` below /ddci/ of a web root, as an operator would place it."""
    source, web = f"{root}/site-{precompressed}", f"{root}/web-{precompressed}"
    shutil.copytree(site, source, ignore=shutil.ignore_patterns("expected"))
    path = f"{source}/site/xa/portal.json"
    with open(path, encoding="utf-8") as file:
        portal = json.load(file)
    portal["dia_chi"] = "https://xa.example/ddci"
    portal["nen_san"] = precompressed
    with open(path, "w", encoding="utf-8") as file:
        json.dump(portal, file, ensure_ascii=False)
    command = [program, "--goc", source, "build", "xa", "--out", web + base.rstrip("/"), "--ngay", "2026-07-05"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    os.chmod(root, 0o755)
    return web


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def wait_for(port):
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"nothing listens on {port}")


def start_nginx(web, port):
    rules = f"{root}/nginx-rules.conf"  # As an operator does: copied to where the web cannot write.
    shutil.copy(web + base + ".minhbach/nginx.conf", rules)
    config = f"{root}/nginx.conf"
    with open(config, "w", encoding="utf-8") as file:
        file.write(f"""daemon off; pid {root}/nginx.pid; error_log {root}/nginx.log;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {root}/t1; proxy_temp_path {root}/t2; fastcgi_temp_path {root}/t3;
  uwsgi_temp_path {root}/t4; scgi_temp_path {root}/t5;
  server {{ listen 127.0.0.1:{port}; root "{web}"; include {rules}; }}
}}
""")
    return [find("nginx"), "-c", config, "-e", f"{root}/nginx.log"]


def start_apache(web, port):
    modules = "/usr/lib/apache2/modules"
    wanted = "mpm_event authn_core authz_core mime dir alias headers rewrite setenvif".split()
    config = f"{root}/apache.conf"
    with open(config, "w", encoding="utf-8") as file:
        for name in wanted:
            file.write(f"LoadModule {name}_module {modules}/mod_{name}.so\n")
        # As in Debian, where .gz has a type, and as elsewhere, where .br is Breton.
        file.write(f"""ServerName localhost
Listen 127.0.0.1:{port}
PidFile {root}/apache.pid
ErrorLog {root}/apache.log
TypesConfig /dev/null
AddType application/x-gzip .gz .tgz
AddLanguage br .br
DirectoryIndex index.html
DocumentRoot "{web}"
<Directory "{web}">
  AllowOverride FileInfo
  Options FollowSymLinks
  Require all granted
</Directory>
""")
    return [find("apache2"), "-f", config, "-D", "FOREGROUND"]


class Host:
    def __init__(self, start, web):
        self.port, self.name = free_port(), start.__name__
        self.process = subprocess.Popen(start(web, self.port))
        wait_for(self.port)

    def get(self, path, encoding=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={"Accept-Encoding": encoding} if encoding else {})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


def check(what, got, wanted):
    if got != wanted:
        raise SystemExit(f"{what}: {got!r}, wanted {wanted!r}")


def check_rules(host, web):
    with open(web + base + "_headers", encoding="utf-8") as file:
        said = [line.strip().split(": ", 1) for line in file if line.startswith("  ")]
    style = next(name for name in sorted(os.listdir(web + base + "tai-nguyen/css")) if name.endswith(".css"))
    asset = f"{base}tai-nguyen/css/{style}"
    pages = [base, base + "index.html", base + "en/", base + "khong-co/", asset, base + "tieu-de.json"]
    for path in pages:
        status, headers, _ = host.get(path)
        for name, value in said[:-1]:
            check(f"{host.name} {path} {name}", headers.get(name.lower()), value)
        if status == 200:
            wanted = said[-1][1] if path == asset else "no-cache"
            check(f"{host.name} {path} caching", headers.get("cache-control"), wanted)
    types = {
        base: "text/html; charset=utf-8",
        asset: "text/css; charset=utf-8",
        base + "tieu-de.json": "application/json; charset=utf-8",
        base + "sitemap.xml": "application/xml; charset=utf-8",
        base + "atom.xml": "application/atom+xml; charset=utf-8",
        base + "feed.json": "application/feed+json; charset=utf-8",
    }
    for path, wanted in types.items():
        status, headers, _ = host.get(path)
        check(f"{host.name} {path}", status, 200)
        check(f"{host.name} {path} type", headers["content-type"].lower().replace("; ", ";"), wanted.replace("; ", ";"))
    for path, page in {"khong-co/": "404.html", "en/khong-co/": "en/404.html", "tai-nguyen/x.css": "404.html"}.items():
        status, headers, body = host.get(base + path)
        check(f"{host.name} {path}", status, 404)
        check(f"{host.name} {path} for ever", "immutable" in headers.get("cache-control", ""), False)
        with open(web + base + page, "rb") as file:
            check(f"{host.name} {path} page", body, file.read())
    for path in ["_headers", ".minhbach/da-xuat.txt", ".minhbach/nginx.conf"]:
        check(f"{host.name} {path}", host.get(base + path)[0], 404)


def check_copies(host, web, brotli):
    with open(web + base + "index.html", "rb") as file:
        page = file.read()
    for path in [base, base + "index.html"]:
        status, headers, body = host.get(path, "gzip")
        check(f"{host.name} {path} gzip", (status, headers.get("content-encoding")), (200, "gzip"))
        check(f"{host.name} {path} type", headers["content-type"].lower().replace("; ", ";"), "text/html;charset=utf-8")
        check(f"{host.name} {path} text", gzip.decompress(body), page)
        check(f"{host.name} {path} Vary", "accept-encoding" in headers.get("vary", "").lower(), True)
        check(f"{host.name} {path} policy", "content-security-policy" in headers, True)
    status, headers, body = host.get(base)
    check(f"{host.name} plain", (status, headers.get("content-encoding"), body), (200, None, page))
    check(f"{host.name} atom", host.get(base + "atom.xml", "gzip")[1]["content-type"].lower().replace("; ", ";"),
          "application/atom+xml;charset=utf-8")
    if brotli:
        status, headers, body = host.get(base, "gzip, br")
        check(f"{host.name} br", headers.get("content-encoding"), "br")
        check(f"{host.name} br language", headers.get("content-language"), None)  # Not Breton.
        with open(web + base + "index.html.br", "rb") as file:
            check(f"{host.name} br text", body, file.read())


hosts = [start for name, start in [("nginx", start_nginx), ("apache2", start_apache)] if find(name)]
try:
    for precompressed in [False, True]:
        web = built(precompressed)
        for start in hosts:
            host = Host(start, web)
            try:
                check_rules(host, web)
                if precompressed:
                    check_copies(host, web, start is start_apache)
                print(f"ok: {start.__name__[6:]}, {'with' if precompressed else 'without'} compressed copies")
            finally:
                host.stop()
finally:
    shutil.rmtree(root)
for name in ["nginx", "apache2"]:
    if not find(name):
        print(f"skipped: this machine has no {name}")
sys.exit(0 if len(hosts) == 2 else 77)
