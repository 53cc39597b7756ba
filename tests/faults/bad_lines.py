# Lines that break or fall silent, and servers between that refuse: what stands between the program and a real server.
import http.client, http.server, socket, struct, threading


class Line(threading.Thread):
    """Passes bytes on to a port. Each of the first `times` connections ends after `after` bytes from the program, as `end` says:
    "close" properly, "reset", or "silence": nothing comes or goes any more, but the line stands."""

    def __init__(self, port, after, times, end="close"):
        super().__init__(daemon=True)
        self.target, self.after, self.times, self.end = port, after, times, end
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port, self.count, self.ended, self.silent = self.door.getsockname()[1], 0, 0, []
        self.start()

    def run(self):
        while True:
            try:
                client, _ = self.door.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                client.close()
                continue
            limit = self.after if self.count < self.times else None
            self.count += 1
            threading.Thread(target=self.pass_on, args=(client, server, limit), daemon=True).start()
            threading.Thread(target=self.pass_on, args=(server, client, None), daemon=True).start()

    def pass_on(self, one, other, limit):
        passed = 0
        try:
            while block := one.recv(65536):
                passed += len(block)
                if limit is not None and passed > limit:
                    self.ended += 1
                    return self.finish(one, other)
                other.sendall(block)
        except OSError:
            pass
        self.hang_up(one, other)

    def finish(self, client, server):
        if self.end == "silence":
            self.silent.append(client)  # Kept open; the server is told, so that it does not wait.
            return self.hang_up(server)
        if self.end == "reset":
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()
            return self.hang_up(server)
        self.hang_up(client, server)

    def hang_up(self, *ends):
        for end in ends:
            if end in self.silent:
                continue
            try:
                end.shutdown(2)
            except OSError:
                pass

    def stop(self):
        self.door.close()
        for each in self.silent:
            each.close()


class Replies(Line):
    """A line of FTP's commands that nobody encrypts. `reply(command)`: what is answered in the server's place, or nothing. `ended`: how
    often."""

    def __init__(self, port, reply):
        self.reply = reply
        super().__init__(port, None, 0)

    def pass_on(self, one, other, limit):
        if one.getpeername()[1] == self.target:  # What the server says.
            return super().pass_on(one, other, limit)
        rest = b""
        try:
            while block := one.recv(65536):
                *lines, rest = (rest + block).split(b"\r\n")
                for line in lines:
                    answer = self.reply(line.decode())
                    self.ended += answer is not None
                    one.sendall(answer.encode() + b"\r\n") if answer else other.sendall(line + b"\r\n")
        except OSError:
            pass
        self.hang_up(one, other)


class Between(http.server.BaseHTTPRequestHandler):
    """Passes requests on to an HTTP server, but for those that `server.mood(request)` has a status for; 0 hangs up in their middle."""

    protocol_version = "HTTP/1.1"

    def pass_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status = self.server.mood(self)
        if status is not None:
            self.server.refused.append(self.command)
        if status == 0:
            self.close_connection = True
            return self.connection.shutdown(2)
        if status is not None:
            return self.answer(status, b"", {})
        kind = http.client.HTTPSConnection if self.server.context else http.client.HTTPConnection
        more = {"context": self.server.context} if self.server.context else {}
        server = kind("127.0.0.1", self.server.target, timeout=20, **more)
        headers = {name: value.replace("http://127.0.0.1:%d" % self.server.server_port, "https://127.0.0.1:%d" % self.server.target)
                   for name, value in self.headers.items()}
        server.request(self.command, self.path, body, headers)
        answer = server.getresponse()
        bytes_ = answer.read()
        told = {name: value for name, value in answer.getheaders() if name.lower() in ("content-type", "etag", "date", "last-modified")}
        if self.command == "HEAD":
            told["Content-Length"] = answer.getheader("Content-Length", "0")
        self.answer(answer.status, bytes_, told)
        server.close()

    def answer(self, status, body, headers):
        self.send_response_only(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_HEAD = do_PUT = do_DELETE = do_MKCOL = do_COPY = do_MOVE = do_PROPFIND = pass_on

    def log_message(self, *_):
        pass


def between(port, mood, context=None):
    """A server on a port of its own (`server_port`); `refused` are the methods that were."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Between)
    server.target, server.mood, server.context, server.refused = port, mood, context, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
