# The machine and the programs that figures were taken with.
import os
import platform
import subprocess


def first_line(command):
    try:
        out = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "not there"
    return (out.stdout or out.stderr).strip().split("\n")[0]


def field_of(path, name):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith(name):
                return line.split(":", 1)[1].strip()
    return "unknown"


def describe(scratch, programs):
    """What makes figures comparable. `programs`: name to the command that prints a version."""
    release = platform.freedesktop_os_release()
    return {
        "processor": field_of("/proc/cpuinfo", "model name"),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(int(field_of("/proc/meminfo", "MemTotal").split()[0]) / 2**20, 1),
        "kernel": platform.release(),
        "system": release.get("PRETTY_NAME", "unknown"),
        "file_system": first_line(["stat", "--file-system", "--format=%T", scratch]),
        "load_at_start": os.getloadavg()[0],
        "programs": {name: first_line(command) for name, command in programs.items()},
    }


def is_quiet(machine):
    return machine["load_at_start"] < 0.2 * machine["cores"]
