# `minhbach serve` as a browser sees it: from a saved edit to the new page in hand.
import http.client
import queue
import re
import signal
import subprocess
import threading
import time
import urllib.parse

import edits
from machine import field_of

EVENTS = "/_minhbach/su-kien"  # Where an open page hears that there is something new.


class Preview:
    def __init__(self, program, site, log):
        self.child = subprocess.Popen(
            [program, "--goc", site, "serve", "bench", "--port", "0", "--ngay", "2026-01-01"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        for line in self.child.stdout:
            if found := re.search(r"http://\S+", line):
                self.address = urllib.parse.urlsplit(found[0]).netloc
                break
        else:
            raise SystemExit(f"minhbach serve did not start, see {log.name}")

    def get(self, path):
        connection = http.client.HTTPConnection(self.address, timeout=120)
        connection.request("GET", path)
        return connection.getresponse()

    def stop(self):
        memory = int(field_of(f"/proc/{self.child.pid}/status", "VmHWM").split()[0]) / 1024
        self.child.send_signal(signal.SIGINT)
        self.child.communicate()
        return memory


def read_events(stream, events):
    while line := stream.readline():
        if line.startswith(b"event:"):
            events.put(time.monotonic())


def page_address(path):
    """/van-ban/2024/x/ of .../content/bench/van-ban/2024/x.md."""
    return "/" + path.split("/content/bench/")[1].removesuffix(".md") + "/"


def wait_for(preview, events, address, holds):
    """Asks for the page after each event until `holds(its text)`, as an open tab does."""
    while not holds(preview.get(address).read().decode()):
        events.get(timeout=120)


def measure_preview(program, site, runs, log):
    """Seconds from a save to the last byte of the reloaded page, and the server's peak memory."""
    preview = Preview(program, site, log)
    events = queue.SimpleQueue()
    threading.Thread(target=read_events, args=(preview.get(EVENTS), events), daemon=True).start()
    pages = edits.pick_pages(site, runs)
    seconds = []
    wait_for(
        preview, events, page_address(pages[0]), lambda page: "<article>" in page
    )  # The first build.
    for number, path in enumerate(pages):
        mark = f"Bổ sung lần {number + 1}."
        time.sleep(0.5)
        while not events.empty():
            events.get()
        start = time.monotonic()
        with edits.edited(site, path, lambda text: f"{text}\n{mark}\n"):
            events.get(timeout=120)
            wait_for(preview, events, page_address(path), lambda page: mark in page)
            seconds.append(time.monotonic() - start)
        wait_for(preview, events, page_address(path), lambda page: mark not in page)
    return {"seconds": seconds, "memory_mb": preview.stop()}
