# Runs a command with a PostgreSQL of its own in libpq's environment: on_postgresql.py COMMAND ARGUMENT...
import os, subprocess, sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../faults"))
from cluster import Cluster

with Cluster() as cluster:
    done = subprocess.run(sys.argv[1:], env={**os.environ, **cluster.environment})
sys.exit(done.returncode)
