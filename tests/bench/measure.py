# One process timed by the operating system's own figures, and folders compared.
import filecmp
import os
import subprocess
import time


def run(command, log, env=None):
    """Wall and user+system seconds and peak MB of a process and of what it waited for."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=env)
    _, status, use = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {child.returncode}, see {log.name}")
    return {"wall": wall, "cpu": use.ru_utime + use.ru_stime, "memory_mb": use.ru_maxrss / 1024}


def files_of(folder):
    """Path to (inode, time of change, size) of each file but a program's own notes."""
    found = {}
    places = [folder]
    while places:
        for entry in os.scandir(places.pop()):
            if entry.is_dir(follow_symlinks=False):
                if entry.name != ".minhbach":
                    places.append(entry.path)
            else:
                about = entry.stat()
                found[entry.path[len(folder) + 1 :]] = (
                    about.st_ino,
                    about.st_mtime_ns,
                    about.st_size,
                )
    return found


def shape(folder):
    files = files_of(folder)
    return {"files": len(files), "bytes": sum(size for _, _, size in files.values())}


def rewritten(before, after):
    """Paths that were written, made or removed between two answers of files_of."""
    return sorted(
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    )


def differing(one, other):
    """Paths whose bytes differ, or that only one of two folders has."""
    left, right = files_of(one), files_of(other)
    same = left.keys() & right.keys()
    return sorted(
        (left.keys() ^ right.keys())
        | {
            path
            for path in same
            if not filecmp.cmp(os.path.join(one, path), os.path.join(other, path), shallow=False)
        }
    )
