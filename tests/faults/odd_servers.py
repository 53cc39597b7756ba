# Servers that answer as none should, in a few lines each: what real ones cannot be made to do.
import hashlib, hmac, http.server, socket, threading, time
from html import escape
from urllib.parse import parse_qs, quote, unquote, urlsplit


class Odd(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", headers={}):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def handle_any(self):
        size = int(self.headers.get("Content-Length") or 0)
        path = unquote(urlsplit(self.path).path)
        self.server.seen.append((self.command, path))
        self.server.reply(self, path, self.rfile.read(size))

    do_GET = do_PUT = do_HEAD = do_DELETE = do_MKCOL = do_PROPFIND = do_COPY = handle_any


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port=0):
        super().__init__(("127.0.0.1", port), Odd)
        self.files, self.seen = {}, []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


class Dav(Server):
    """Enough of WebDAV; `href(path)` is how it writes a path in its listings."""

    def __init__(self, folder, href=quote):
        super().__init__()
        self.folders, self.href = {"", folder}, href

    def reply(self, request, path, body):
        path = path.rstrip("/")
        above = path.rsplit("/", 1)[0]
        inside = lambda all_of: [each for each in all_of if each.rsplit("/", 1)[0] == path and each != path]
        if request.command == "PUT":
            if above not in self.folders:
                return request.answer(409)
            self.files[path] = body
            return request.answer(201)
        if request.command in ("GET", "HEAD"):
            return request.answer(200, self.files[path]) if path in self.files else request.answer(404)
        if request.command == "MKCOL":
            status = 405 if path in self.folders else 409 if above not in self.folders else 201
            self.folders |= {path} if status == 201 else set()
            return request.answer(status)
        if request.command == "DELETE":
            known = path in self.files or path in self.folders
            gone = lambda each: each == path or each.startswith(path + "/")
            self.files = {each: data for each, data in self.files.items() if not gone(each)}
            self.folders = {each for each in self.folders if not gone(each)}
            return request.answer(204 if known else 404)
        if request.command == "COPY":
            to = unquote(urlsplit(request.headers["Destination"]).path)
            status = 412 if to in self.files else 201 if path in self.files else 404
            if status == 201:
                self.files[to] = self.files[path]
            return request.answer(status)
        if path not in self.folders:
            return request.answer(404)
        kind = lambda each: "<D:resourcetype><D:collection/></D:resourcetype>" if each in self.folders else \
            "<D:getcontentlength>%d</D:getcontentlength>" % len(self.files[each])
        name = lambda each: self.href(each + "/" if each in self.folders else each)
        texts = ["<D:response><D:href>%s</D:href><D:propstat><D:prop>%s</D:prop></D:propstat></D:response>" % (name(each), kind(each))
                 for each in [path, *inside(self.folders), *inside(self.files)]]
        request.answer(207, ("<D:multistatus xmlns:D='DAV:'>%s</D:multistatus>" % "".join(texts)).encode())


class Store(Server):
    """Enough of S3, without conditions unless told; every signature is worked out anew by AWS's rules, from what has come."""

    def __init__(self, secret, token="", port=0):
        super().__init__(port)
        self.secret, self.token, self.wrong, self.is_blind = secret, token, [], False  # Blind to the prefix it is asked for.
        self.keeps_conditions, self.busy = False, []  # Which of the coming requests with a condition find it busy, counted from 0.

    def signature(self, request, headers, said):
        url = urlsplit(request.path)
        canonical = "\n".join([request.command, url.path, url.query, *("%s:%s" % (name, headers.get(name, "")) for name in said["SignedHeaders"].split(";")),
                               "", said["SignedHeaders"], headers["x-amz-content-sha256"]])
        scope = said["Credential"].split("/", 1)[1]
        text = "\n".join(["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, hashlib.sha256(canonical.encode()).hexdigest()])
        key = b"AWS4" + self.secret.encode()
        for word in scope.split("/"):
            key = hmac.new(key, word.encode(), "sha256").digest()
        return hmac.new(key, text.encode(), "sha256").hexdigest()

    def reply(self, request, path, body):
        headers = {name.lower(): value for name, value in request.headers.items()}
        said = dict(each.split("=", 1) for each in headers["authorization"].split(" ", 1)[1].split(","))
        names = said["SignedHeaders"].split(";")
        if said["Signature"] != self.signature(request, headers, said) or not {"host", "x-amz-date"} <= set(names):
            self.wrong.append("%s %s: signed for another Host than %r" % (request.command, path, headers["host"]))
        if headers.get("x-amz-security-token", "") != self.token or (self.token and "x-amz-security-token" not in names):
            self.wrong.append("%s %s: token %r" % (request.command, path, headers.get("x-amz-security-token")))
        if request.command == "PUT" and "if-none-match" in headers:
            if self.busy and self.busy.pop(0):
                return request.answer(503)
            if self.keeps_conditions and path in self.files:
                return request.answer(412)
        if request.command == "PUT":
            source = unquote(headers.get("x-amz-copy-source", ""))
            self.files[path] = self.files[source] if source else body
            return request.answer(200)
        if request.command == "DELETE":
            self.files.pop(path, None)
            return request.answer(204)
        if "list-type" in request.path:
            prefix = "" if self.is_blind else parse_qs(urlsplit(request.path).query, keep_blank_values=True)["prefix"][0]
            keys = [(each.split("/", 2)[2], len(data)) for each, data in self.files.items()]
            texts = ["<Contents><Key>%s</Key><Size>%d</Size></Contents>" % (escape(key), size) for key, size in keys if key.startswith(prefix)]
            return request.answer(200, ("<ListBucketResult>%s</ListBucketResult>" % "".join(texts)).encode())
        request.answer(200, self.files[path]) if path in self.files else request.answer(404)


class Dripping(Server):
    """Promises much, and then sends a byte now and then: without end."""

    def reply(self, request, path, body):
        request.send_response(200)
        request.send_header("Content-Length", "1000000")
        request.end_headers()
        try:
            while True:
                request.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            request.close_connection = True


class Endless(Server):
    """A manifest without end."""

    def reply(self, request, path, body):
        request.send_response(200)
        request.send_header("Content-Length", str(1 << 40))
        request.end_headers()
        try:
            while True:
                request.wfile.write(b"x" * (1 << 20))
        except OSError:
            request.close_connection = True


class OddFtp(threading.Thread):
    """FTP that lists as `listing` says, has no file, and takes none."""

    def __init__(self, listing):
        super().__init__(daemon=True)
        self.listing, self.asked = listing, []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        self.start()

    def run(self):
        while True:
            try:
                line, _ = self.door.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(line,), daemon=True).start()

    def talk(self, line):
        data = None
        say = lambda words: line.sendall(words.encode() + b"\r\n")
        say("220 odd")
        for command in line.makefile("r", encoding="utf-8", newline="\r\n"):
            command = command.rstrip("\r\n")
            self.asked.append(command)
            word = command.split(" ")[0]
            if word == "EPSV":
                data = socket.create_server(("127.0.0.1", 0))
                say("229 Entering (|||%d|)" % data.getsockname()[1])
            elif word == "LIST":
                say("150 here it comes")
                with data.accept()[0] as other:
                    other.sendall(self.listing.encode())
                say("226 done")
            else:
                say({"USER": "331 and the password?", "PASS": "230 in", "PWD": '257 "/"', "TYPE": "200 so be it", "QUIT": "221 bye"}.get(
                    word, "550 no such file"))

    def stop(self):
        self.door.close()
