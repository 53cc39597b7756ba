# The units of packaging/, as systemd reads them: units_test.py SYSTEMD_ANALYZE FOLDER PROGRAM. What it warns of is a fault too.
import glob, os, shutil, subprocess, sys, tempfile

analyze, folder, program = sys.argv[1:4]
work = tempfile.mkdtemp(prefix="minhbach-units-")
for path in glob.glob(folder + "/minhbach-*"):
    with open(path) as unit, open(os.path.join(work, os.path.basename(path)), "w") as out:
        out.write(unit.read().replace("/usr/local/bin/minhbach", program))
units = sorted(glob.glob(work + "/*"))
done = subprocess.run([analyze, "verify", "--recursive-errors=no", *units], capture_output=True, text=True)
shutil.rmtree(work)
print("%d units\n%s%s" % (len(units), done.stdout, done.stderr))
sys.exit(done.returncode != 0 or done.stderr.strip() != "" or len(units) < 5)
