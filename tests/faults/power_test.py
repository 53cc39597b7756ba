# The power goes while clients write: what the disk held at that moment holds all that was acknowledged. The same test must
# catch a program that does not wait for the disk.
import os, shutil, signal, subprocess, sys, tempfile, time
from endpoint import Clients, Endpoint, judge, skip

program, source, mutant = sys.argv[1:4]


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


if os.geteuid() != 0:
    skip("the power cut needs root and loop devices")
work = tempfile.mkdtemp(prefix="minhbach-power-")
ram, disk, copy = (os.path.join(work, name) for name in ("ram", "disk", "copy"))
for folder in (ram, disk, copy):
    os.mkdir(folder)
if run("mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", ram).returncode != 0:
    skip("no tmpfs can be mounted here")


def cut_power(preload):
    """How many were acknowledged, and how many of them are lost."""
    image, snapshot = os.path.join(ram, "image"), os.path.join(ram, "snapshot")
    for old in (image, snapshot):
        if os.path.exists(old):
            os.remove(old)
    run("truncate", "-s", "48M", image)
    run("mkfs.ext4", "-q", "-F", image)
    if run("mount", "-o", "loop", image, disk).returncode != 0:
        return None
    endpoint = Endpoint(program, source, store="sqlite:" + os.path.join(disk, "y-kien.db"), preload=preload).start()
    clients = Clients(endpoint)
    time.sleep(0.6)
    endpoint.process.send_signal(signal.SIGSTOP)
    acknowledged = list(clients.acknowledged)
    shutil.copyfile(image, snapshot)  # What was flushed, and nothing else.
    endpoint.kill()
    clients.finish()
    if run("umount", disk).returncode != 0 or run("mount", "-o", "loop", snapshot, copy).returncode != 0:
        sys.exit("the copy of the disk cannot be mounted")
    try:
        stored = endpoint.stored(os.path.join(copy, "y-kien.db"))
    except Exception as failure:  # No table, no file: all is lost.
        print("after the cut:", failure)
        stored = []
    if run("umount", copy).returncode != 0:
        sys.exit("the copy cannot be unmounted")
    endpoint.remove()
    lost, doubled = judge(acknowledged, stored, "power cut" + (" (mutant)" if preload else ""))
    return len(acknowledged), lost, doubled


try:
    results = [cut_power(None) for _ in range(2)]
    # The mutant may be lucky: its last writes had just gone to disk.
    for _ in range(4):
        caught = cut_power(mutant)
        if caught is None or caught[1] > 0:
            break
finally:
    for folder in (disk, copy, ram):
        run("umount", folder)
    shutil.rmtree(work, ignore_errors=True)
if None in results or caught is None:
    skip("no loop device can be mounted here")
good = all(acknowledged > 50 and lost == 0 and doubled == 0 for acknowledged, lost, doubled in results)
if caught[1] == 0:
    print("the mutant that does not wait for the disk was not caught: this test proves nothing")
sys.exit(not good or caught[1] == 0)
