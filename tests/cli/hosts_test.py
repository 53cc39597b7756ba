# Real nginx, Apache and Caddy over what a build writes for them, asked for everything that the table of rules promises; then
# with one rule broken at a time, which must be noticed. hosts_test.py MINHBACH SITE; 77 when this machine lacks one of them.
import gzip, http.client, json, os, re, shutil, socket, subprocess, sys, tempfile, time
from urllib.parse import quote

program, site = sys.argv[1:]
root = tempfile.mkdtemp(prefix="minhbach-hosts-")
BASE = "/ddci/"
FOR_EVER, ASKED_FOR = "public, max-age=31536000, immutable", "no-cache"
# Written down a second time, from docs/formats.md.
SECURITY = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
                               "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "strict-transport-security": "max-age=2592000",
}
TEXT = {"atom": "application/atom+xml", "css": "text/css", "csv": "text/csv", "htm": "text/html", "html": "text/html", "ics": "text/calendar",
        "js": "text/javascript", "json": "application/json", "jsonld": "application/ld+json", "md": "text/markdown", "mjs": "text/javascript",
        "rss": "application/rss+xml", "svg": "image/svg+xml", "txt": "text/plain", "vtt": "text/vtt",
        "webmanifest": "application/manifest+json", "xml": "application/xml"}
OFFICE = "application/vnd.openxmlformats-officedocument."
OTHER = {"avif": "image/avif", "bin": "application/octet-stream", "doc": "application/msword", "docx": OFFICE + "wordprocessingml.document",
         "gif": "image/gif", "ico": "image/x-icon", "jpeg": "image/jpeg", "jpg": "image/jpeg", "mp3": "audio/mpeg", "mp4": "video/mp4",
         "odt": "application/vnd.oasis.opendocument.text", "pdf": "application/pdf", "png": "image/png", "webm": "video/webm",
         "webp": "image/webp", "woff": "font/woff", "woff2": "font/woff2", "xlsx": OFFICE + "spreadsheetml.sheet", "zip": "application/zip"}
TYPES = {**{ending: kind + ";charset=utf-8" for ending, kind in TEXT.items()}, **OTHER}
NAMED = {"atom.xml": "application/atom+xml;charset=utf-8", "feed.json": "application/feed+json;charset=utf-8"}
NEW = "van-ban/2025/van-ban-khac/"
MOVED = ["/cu/", "/văn bản (cũ) [1.0]+&=~@!,/", "/van-ban/cũ/năm 2019/"]  # In both languages.
ESCAPED = "/qu%E1%BA%A3n-l%c3%bd/"  # As copied from a browser.
HIDDEN = ["_headers", "_redirects", ".htaccess", ".htaccess.br", ".minhbach/da-xuat.txt", ".minhbach/nginx.conf", ".minhbach/Caddyfile",
          ".minhbach/", ".minhbach", "%2eminhbach/da-xuat.txt", "./.minhbach/da-xuat.txt", ".git/config", "van-ban/.an", "en/.minhbach/da-xuat.txt"]
FOLDERS = ["tai-nguyen/", "tai-nguyen/css/", "tep/", "khong-trang/", "en/khong-trang/"]


def find(name):
    return shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin")


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def built(precompressed):
    """The portal `xa` below /ddci/ of a web root, as an operator would place it, with a file of every kind."""
    source, web = f"{root}/site-{precompressed}", f"{root}/web-{precompressed}"
    shutil.copytree(site, source, ignore=shutil.ignore_patterns("expected"))
    path = f"{source}/site/xa/portal.json"
    portal = json.loads(read(path))
    portal.update({"dia_chi": "https://xa.example/ddci", "nen_san": precompressed, "chi_https": 30})
    write(path, json.dumps(portal, ensure_ascii=False))
    for ending in [*TYPES, "la", "TXT"]:
        write(f"{source}/site/xa/static/kieu/mau.{ending}", "<a>đủ dài để nén</a>\n" * 100)
    path = f"{source}/content/xa/van-ban/khac.md"
    moved = "".join(f'  - "{each}"\n' for each in [*MOVED, ESCAPED])
    write(path, read(path).decode().replace("  - /cu/\n", moved))
    out = web + BASE.rstrip("/")
    subprocess.run([program, "--goc", source, "build", "xa", "--out", out, "--ngay", "2026-07-05"], check=True, stdout=subprocess.DEVNULL)
    for name in [".git/config", "van-ban/.an", "khong-trang/x.txt", "en/khong-trang/x.txt"]:  # What may come to lie there.
        write(f"{out}/{name}", "không ai được đọc")
    write(f"{web}/.well-known/thu", "đọc được")
    write(f"{out}/.well-known/thu.txt", "đọc được")
    os.chmod(root, 0o755)
    return web


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


class Host:
    def __init__(self, web, change=None):
        self.web, self.port, self.wrong, self.noted = web, free_port(), {}, []
        rules = web + BASE + self.rules
        self.kept = read(rules).decode()
        text = change(self.kept) if change else self.kept
        self.process = subprocess.Popen(self.start(rules, text), stderr=open(f"{root}/{self.name}.said", "w"),
                                        env={**os.environ, "XDG_DATA_HOME": root, "XDG_CONFIG_HOME": root})
        for _ in range(200):
            if self.process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise SystemExit(f"{self.name} does not start: {change and change.__defaults__}\n" + read(f"{root}/{self.name}.said").decode())

    def get(self, path, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        got = {}
        for name, value in answer.getheaders():
            got.setdefault(name.lower(), []).append(value)
        return answer.status, {name: ", ".join(values) for name, values in got.items()}, body

    def expect(self, kind, what, got, wanted):
        if got != wanted:
            self.wrong.setdefault(kind, []).append(f"{self.name}: {kind}: {what}: {got!r}, wanted {wanted!r}")

    def secure(self, what, headers):
        for name, value in SECURITY.items():
            self.expect("security", f"{what} {name}", headers.get(name), value)

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


class Nginx(Host):
    name, rules, brotli = "nginx", ".minhbach/nginx.conf", False
    module = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"

    def start(self, _, text):
        self.brotli = os.path.exists(self.module)
        if self.brotli:  # As the guide says.
            text = text.replace("#brotli_static on", "brotli_static on")
        write(f"{root}/rules.conf", text)  # As an operator does: copied to where the web cannot write.
        temporary = " ".join(f"{name}_temp_path {root}/{name};" for name in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        write(f"{root}/nginx.conf", f"""daemon off; pid {root}/nginx.pid; error_log {root}/nginx.log;
{f"load_module {self.module};" if self.brotli else ""}
events {{ }}
http {{
  access_log off; autoindex on; {temporary}
  server {{ listen 127.0.0.1:{self.port}; root "{self.web}"; include {root}/rules.conf; }}
}}
""")
        return [find("nginx"), "-c", f"{root}/nginx.conf", "-e", f"{root}/nginx.log"]


class Apache(Host):
    name, rules, brotli = "apache2", ".htaccess", True

    def start(self, rules, text):
        write(rules, text)
        modules = "/usr/lib/apache2/modules"
        wanted = "mpm_event authn_core authz_core mime dir alias autoindex headers rewrite setenvif".split()
        load = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in wanted)
        # As in Debian, where .gz has a type, and as elsewhere, where .br is Breton, and folders are listed.
        write(f"{root}/apache.conf", f"""{load}ServerName localhost
Listen 127.0.0.1:{self.port}
PidFile {root}/apache.pid
ErrorLog {root}/apache.log
TypesConfig /dev/null
AddType application/x-gzip .gz .tgz
AddLanguage br .br
DirectoryIndex index.html
DocumentRoot "{self.web}"
<Directory "{self.web}">
  AllowOverride FileInfo
  Options FollowSymLinks Indexes
  Require all granted
</Directory>
""")
        return [find("apache2"), "-f", f"{root}/apache.conf", "-D", "FOREGROUND"]

    def stop(self):
        super().stop()
        write(self.web + BASE + self.rules, self.kept)


class Caddy(Host):
    name, rules, brotli = "caddy", ".minhbach/Caddyfile", True

    def start(self, _, text):
        write(f"{root}/rules.caddy", text)
        write(f"{root}/Caddyfile", f"""{{
	admin off
	auto_https off
}}
http://:{self.port} {{
	bind 127.0.0.1
	root * "{self.web}"
	import {root}/rules.caddy
}}
""")
        return [find("caddy"), "run", "--adapter", "caddyfile", "--config", f"{root}/Caddyfile"]


def squeezed(text):
    return (text or "").lower().replace("; ", ";")


def check_files(host, outputs):
    """Every file of the build: status, bytes, type, caching, security."""
    seen = set()
    for path in outputs:
        name = path.rsplit("/", 1)[-1]
        address = BASE + (path[:-len("index.html")] if name == "index.html" else path)
        if path in host.moved_files:
            address = BASE + path
        status, headers, body = host.get(quote(address))
        host.expect("status", address, (status, body == read(host.web + BASE + path)), (200, True))
        ending = name.rsplit(".", 1)[-1].lower()
        seen.add(ending)
        host.expect("type", address, squeezed(headers.get("content-type")), NAMED.get(name, TYPES.get(ending, "application/octet-stream")))
        caching = FOR_EVER if path.startswith("tai-nguyen/") else ASKED_FOR
        host.expect("caching", address, headers.get("cache-control"), caching)
        host.secure(address, headers)
        known = {new: headers[old] for old, new in [("etag", "If_None_Match"), ("last-modified", "If_Modified_Since")] if old in headers}
        host.expect("status", address + " again", host.get(quote(address), **known)[0], 304)
    if not {*TYPES, "la"} <= seen:
        raise SystemExit(f"no file of {({*TYPES, 'la'} - seen)}")


def check_moved(host):
    # The file stays: whatever host it lies on, it leads on.
    for old in [*MOVED, "/quản-lý/"]:
        for language in ["", "en/"]:
            for query in ["", "?a=b&c=%C4%91%20d+%2F"]:
                address = BASE + language + quote(old[1:]) + query
                status, headers, _ = host.get(address)
                leads_to = headers.get("location", "").removeprefix(f"http://127.0.0.1:{host.port}")  # As Apache says it.
                host.expect("moved", address, (status, leads_to), (301, f"{BASE}{language}{NEW}{query}"))
                host.expect("moved", address + " caching", headers.get("cache-control"), ASKED_FOR)
                host.secure(address, headers)
                host.expect("moved", address + " leads to", host.get(leads_to or "/")[0], 200)
    status, headers, _ = host.get(BASE.rstrip("/"))
    host.expect("moved", "without '/'", (status in (301, 308), headers.get("location", "").endswith(BASE)), (True, True))
    host.expect("moved", "what lies below", host.get(BASE + "cu/x/")[0], 404)
    host.expect("moved", "a sign is no pattern", host.get(BASE + quote("văn bản (cũ) [1x0]+&=~@!,/"))[0], 404)


def check_missing(host):
    places = {"khong-co/": "404.html", "khong-co.pdf": "404.html", "en/khong-co/": "en/404.html", "tai-nguyen/x.css": "404.html"}
    kinds = [("missing", places), ("hidden", dict.fromkeys(HIDDEN, "404.html")), ("listing", dict.fromkeys(FOLDERS, "404.html"))]
    for kind, paths in kinds:
        for path, page in paths.items():
            page = "en/404.html" if path.startswith("en/") else page
            status, headers, body = host.get(BASE + path)
            if path == ".minhbach" and status in (301, 308):  # On to the folder, which is not there.
                continue
            if kind == "hidden" and status == 404 and body == read(host.web + BASE + "404.html"):
                page = "404.html"
            host.expect(kind, path, (status, body == read(host.web + BASE + page)), (404, True))
            host.expect(kind, path + " type", squeezed(headers.get("content-type")), "text/html;charset=utf-8")
            host.expect(kind, path + " caching", headers.get("cache-control"), ASKED_FOR)
            host.secure(path, headers)
    host.expect("hidden", "what is meant to be read", host.get(BASE + ".well-known/thu.txt")[0], 200)


def check_copies(host):
    copies = [BASE, BASE + "en/", BASE + "index.html", BASE + "atom.xml", BASE + "kieu/mau.svg", BASE + "kieu/mau.csv"]
    for address in copies:
        path = host.web + address + ("index.html" if address.endswith("/") else "")
        kind = NAMED.get(path.rsplit("/", 1)[-1], TYPES[path.rsplit(".", 1)[-1]])
        wanted = [("gzip", ".gz", "gzip", gzip.decompress)]
        if host.brotli:
            wanted.append(("gzip, deflate, br", ".br", "br", None))
        for accepted, ending, encoding, undo in wanted:
            status, headers, body = host.get(address, Accept_Encoding=accepted)
            host.expect("copies", f"{address} {accepted}", (status, headers.get("content-encoding")), (200, encoding))
            if headers.get("content-encoding") == encoding:
                host.expect("copies", f"{address} {encoding} bytes", body == read(path + ending), True)
            if undo and headers.get("content-encoding") == encoding:
                host.expect("copies", f"{address} {encoding} undone", undo(body) == read(path), True)
            host.expect("copies", f"{address} {encoding} type", squeezed(headers.get("content-type")), kind)
            host.expect("copies", f"{address} {encoding} language", headers.get("content-language"), None)  # Not Breton.
            host.expect("copies", f"{address} {encoding} caching", headers.get("cache-control"), ASKED_FOR)
            host.expect("copies", f"{address} Vary", headers.get("vary", "").lower(), "accept-encoding")
            host.secure(f"{address} {encoding}", headers)
        status, headers, body = host.get(address)
        host.expect("copies", f"{address} plain", (status, headers.get("content-encoding"), body == read(path)), (200, None, True))
        host.expect("copies", f"{address} plain Vary", headers.get("vary", "").lower(), "accept-encoding")


def check_all(kind, web, precompressed, change=None):
    host = kind(web, change)
    try:
        listed = [line for folder in ["", "en/"] for line in
                  (folder + each for each in read(f"{web}{BASE}{folder}.minhbach/da-xuat.txt").decode().splitlines()[1:])]
        host.moved_files = {each for each in listed if "http-equiv=\"refresh\"" in read(web + BASE + each).decode("utf-8", "replace")}
        if len(host.moved_files) != 2 * (len(MOVED) + 1):
            raise SystemExit(f"moved: {host.moved_files}")
        outputs = [each for each in listed if not each.endswith((".gz", ".br")) and each.rsplit("/", 1)[-1] != "404.html"
                   and each not in HIDDEN and "/.minhbach/" not in "/" + each]
        check_files(host, outputs)
        check_moved(host)
        check_missing(host)
        if precompressed:
            check_copies(host)
    finally:
        host.stop()
    return host.wrong, len(outputs)


# What is broken, in whose rules (a pattern, and what takes its place), and which check must notice.
BREAKS = {
    Nginx: [(r"text/csv csv;", "", "type"), (r'default_type "application/feed\+json[^"]*"', 'default_type "application/json"', "type"),
            (r"charset utf-8;", "", "type"), (r"public, max-age=31536000, immutable", "no-cache", "caching"),
            (r'Cache-Control "no-cache" always', 'Cache-Control "private" always', "caching"), (r"add_header Referrer-Policy[^\n]*", "", "security"),
            (r"max-age=2592000", "max-age=1", "security"), (r"frame-ancestors 'self'", "frame-ancestors 'none'", "security"),
            (r" always;", ";", "security"), (r"\$is_args\$args", "", "moved"), (r"return 301", "return 302", "moved"),
            (r"/en/" + NEW, "/" + NEW, "moved"), (r'location "/ddci/en/" \{[^}]*\}', "", "missing"), (r"=404 ", "", "listing"),
            (r"autoindex off;", "", "listing"), (r"well-known/\)", ")", "hidden"), (r"location = \"/ddci/_redirects\"", 'location = "/ddci/khac"', "hidden"),
            (r"gzip_static on;", "", "copies"), (r"gzip_vary on;", "", "copies")],
    Apache: [(r'AddType "text/csv[^\n]*', "", "type"), (r"ForceType \"application/feed\+json[^\"]*\"", "ForceType \"application/json\"", "type"),
             (r"immutable", "private", "caching"), (r'Header set Cache-Control "no-cache"', "", "caching"), (r"Header always set Referrer-Policy[^\n]*", "", "security"),
             (r"max-age=2592000", "max-age=1", "security"), (r"always set", "set", "security"), (r"RedirectMatch 301", "RedirectMatch 302", "moved"),
             (r'(?m)/\$" "', '/" "', "moved"), (r'Header always set Cache-Control[^\n]*', "", "moved"), (r"\[1\\\.0", "[1.0", "moved"),
             (r"<If[^\n]*'/ddci/en/\*'[^\n]*\n[^\n]*\n</If>", "", "missing"), (r"ErrorDocument 404 \"/ddci/404.html\"", "", "missing"),
             (r"<If \"-d[^\n]*\n[^\n]*\n *</If>", "", "listing"), (r"_redirects\$\|", "", "hidden"), (r"well-known/\)", ")", "hidden"),
             (r"Header merge Vary[^\n]*", "", "copies"), (r"RemoveLanguage[^\n]*", "", "copies"), (r"RewriteEngine On", "", "copies"),
             (r"AddEncoding gzip[^\n]*", "", "copies")],
    Caddy: [(r"csv\$ \"[^\"]*\"", 'csv$ "text/plain"', "type"), (r"feed.json \"[^\"]*\"", 'feed.json "application/json"', "type"),
            (r"immutable", "private", "caching"), (r'(Cache-Control) "no-cache"', r'\1 "private"', "caching"), (r"Referrer-Policy[^\n]*", "", "security"),
            (r"max-age=2592000", "max-age=1", "security"), (r"\{noi_moi\}\{phan_hoi\} 301", "{noi_moi} 301", "moved"), (r"\} 301", "} 302", "moved"),
            (r"/en/" + NEW, "/" + NEW, "moved"), (r'handle "/ddci/en/\*" \{[^}]*\}', "", "missing"), (r"(?s)handle_errors.*", "", "missing"),
            (r"error @an 404", "", "hidden"), (r"not path_regexp[^\n]*", "", "hidden"), (r"\|_redirects\$", "", "hidden"),
            (r"file_server( \{[^}]*\})?", "file_server browse", "listing"), (r"precompressed br gzip", "precompressed br", "copies"),
            (r"Vary Accept-Encoding", "Vary Cookie", "copies")],
}


def breaks_of(kind, web):
    for pattern, instead, noticed_by in BREAKS[kind]:
        count = 0

        def change(text, pattern=pattern):
            nonlocal count
            text, count = re.subn(pattern, instead, text)
            return text

        wrong, _ = check_all(kind, web, True, change)
        if count == 0:
            problems.append(f"{kind.name}: nothing to break: {pattern}")
        elif noticed_by not in wrong:
            problems.append(f"{kind.name}: nobody noticed {pattern} -> {instead!r}, only {sorted(wrong)}")
        yield


hosts = [kind for kind in [Nginx, Apache, Caddy] if find(kind.name)]
problems = []
try:
    for precompressed in [False, True]:
        web = built(precompressed)
        for kind in hosts:
            begin = time.monotonic()
            wrong, count = check_all(kind, web, precompressed)
            problems += [each for many in wrong.values() for each in many]
            if not wrong:
                print(f"ok: {kind.name}, {'with' if precompressed else 'without'} compressed copies: {count} files")
            if precompressed and not wrong:
                print(f"ok: {kind.name}: {sum(1 for _ in breaks_of(kind, web))} broken rules were noticed, {time.monotonic() - begin:.1f} s")
finally:
    shutil.rmtree(root)
print("\n".join(problems[:60]))
for kind in [Nginx, Apache, Caddy]:
    if not find(kind.name):
        print(f"SKIPPED: this machine has no {kind.name}")
sys.exit(1 if problems else 0 if len(hosts) == 3 else 77)
