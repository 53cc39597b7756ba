# The workflow of GitHub and the example for GitLab, step by step as they stand in the files, in a fresh clone: a pull request
# lists what it changes and publishes nothing; a push publishes over SFTP with what CI keeps secret; without a place, with a
# wrong server key or with a mistake in content nothing goes out. ci_files_test.py MINHBACH SOURCES SITE
import json, os, re, shutil, subprocess, sys, tempfile
from endpoint import skip
from servers import Sshd

program, sources, sample = sys.argv[1:4]
try:
    import yaml
except ImportError:
    skip("python3-yaml is not installed")
if not shutil.which("git"):
    skip("git is not installed")
root = os.path.realpath(tempfile.mkdtemp(prefix="minhbach-ci-"))
home = root + "/home"
os.mkdir(home)
failed = []


def load(path):
    with open(os.path.join(sources, path), encoding="utf-8") as file:
        return yaml.safe_load(file)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def check(what, is_so, said=""):
    print(("ok: " if is_so else "WRONG: ") + what, flush=True)
    if not is_so:
        failed.append(what + "\n" + said[-3000:])


def git(*words, where):
    who = ["-c", "user.name=Thu", "-c", "user.email=thu@mau.example", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *who, *words], cwd=where, check=True, capture_output=True, text=True).stdout.strip()


def edit(path, old, new):
    text = read(path)
    assert old in text, (path, old)
    write(path, text.replace(old, new))


def clone(origin, name):
    """A fresh one; `./dev build` is left out, and what it makes and installs is put there."""
    folder = "%s/%s" % (root, name)
    git("clone", "-q", origin, folder, where=root)
    os.makedirs(folder + "/build/release")
    os.symlink(program, folder + "/build/release/minhbach")
    os.makedirs(os.path.dirname(folder + "/themes/mau/" + FONT))
    shutil.copy(root + "/mau.woff2", folder + "/themes/mau/" + FONT)
    return folder


def run(script, folder, environment):
    """As the runners do: stop at the first command that fails."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "ASAN_OPTIONS", "LSAN_OPTIONS") if name in os.environ}
    return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], cwd=folder, capture_output=True, text=True,
                          env={**kept, "HOME": home, "CI": "true", **environment})


FONT = "node_modules/mau/mau.woff2"
SET_UP = {"apt-get update -q && apt-get install -y -q --no-install-recommends ca-certificates git openssh-client", "./dev build"}


def value(expression, facts):
    """Of what stands between ${{ and }}: a name, a text, or such compared with == and joined by &&."""
    words = [word.strip("'") if word.startswith("'") else word if word in ("==", "&&") else facts.get(word, "") for word in expression.split()]
    if len(words) == 1:
        return words[0]
    assert words[1::4] == ["=="] * len(words[1::4]) and words[3::4] == ["&&"] * len(words[3::4]), expression
    return all(one == other for one, other in zip(words[::4], words[2::4]))


def github(folder, facts):
    """Runs the jobs whose conditions hold; `facts` is what expressions can name."""
    code, said, ran = 0, "", []
    write(folder + ".summary", "")
    for name, job in load(".github/workflows/publish.yml")["jobs"].items():
        if not value(job["if"], facts):
            continue
        ran.append(name)
        for step in job["steps"]:
            if "run" not in step or step["run"] in SET_UP:
                continue
            assert "${{" not in step["run"], "an expression in a script could be code from outside: " + step["run"]
            environment = {key: re.sub(r"\$\{\{(.*?)\}\}", lambda found: value(found.group(1), facts), text)
                           for key, text in step.get("env", {}).items()}
            done = run(step["run"], folder, {**environment, "GITHUB_STEP_SUMMARY": folder + ".summary"})
            said += "$ %s\n%s%s" % (step["run"], done.stdout, done.stderr)
            code = done.returncode
            if code != 0:
                break
    return code, said, ran


def gitlab(folder, variables):
    """Runs the jobs whose rules hold, with these variables."""
    pipeline = load("packaging/gitlab-ci.yml")
    all_of = {"CI_PROJECT_DIR": folder, "CI_DEFAULT_BRANCH": "main", **variables}
    code, said, ran = 0, "", []
    for name, job in pipeline.items():
        if "script" not in job if isinstance(job, dict) else True:
            continue
        rule = re.sub(r"\$(\w+)", lambda found: '"%s"' % all_of.get(found.group(1), ""), job["rules"][0]["if"])
        if not all(len(set(re.findall(r'"([^"]*)"', part))) == 1 for part in rule.split("&&")):
            continue
        ran.append(name)
        lines = [line for line in pipeline["default"]["before_script"] if line not in SET_UP] + job["script"]
        done = run("\n".join(lines), folder, all_of)
        code = code or done.returncode
        said += done.stdout + done.stderr
    return code, said, ran


def files_of(folder):
    """Path and bytes of a published site, its own notes left out."""
    out = {}
    for path, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if each != ".minhbach"]
        for name in names:
            with open(os.path.join(path, name), "rb") as file:
                out[os.path.relpath(os.path.join(path, name), folder)] = file.read()
    return out


def make_origin(place):
    origin = root + "/origin"
    shutil.copytree(sample, origin, ignore=shutil.ignore_patterns("expected"))
    shutil.copytree(sources + "/.ci", origin + "/.ci")
    # A font comes from npm, as the real theme's do.
    edit(origin + "/themes/mau/theme.json", "phong-chu/mau.woff2", FONT)
    shutil.move(origin + "/themes/mau/phong-chu/mau.woff2", root + "/mau.woff2")
    write(origin + "/.gitignore", "node_modules/\n/build/\n/site/*/public/\n/site/*/public-*/\n.cache/\n")
    path = origin + "/site/xa/portal.json"
    portal = json.loads(read(path))
    portal["noi_xuat_ban"] = {"chinh": place}
    write(path, json.dumps(portal, ensure_ascii=False))
    git("init", "-q", where=origin)
    git("add", "-A", where=origin)
    git("commit", "-q", "-m", "Bản đầu", where=origin)
    return origin, git("rev-parse", "HEAD", where=origin)


with Sshd() as server, Sshd() as other:
    web = root + "/web"
    place = server.place(web)
    del place["khoa_may_chu"], place["tep_khoa"]
    origin, first = make_origin(place)
    secret = read(server.path("user")).strip()
    push = {"github.event_name": "push", "vars.XUAT_BAN": "chinh", "vars.MINHBACH_KHOA_MAY_CHU_CHINH": server.key(), "secrets.KHOA_SSH": secret}

    git("checkout", "-q", "-b", "sua", where=origin)
    edit(origin + "/content/xa/van-ban/khac.md", "Chỉ có tiếng Việt.", "Chỉ có tiếng Việt, đã sửa.")
    write(origin + "/content/xa/van-ban/moi năm.md",
          "---\nid: moi-nam\ntieu_de: Văn bản mới\nso_ky_hieu: 09/TB\nngay_ban_hanh: 2025-09-02\nchuyen_tu:\n  - /năm cũ/\n---\nMới.\n")
    git("add", "-A", where=origin)
    git("commit", "-q", "-m", "Sửa một, thêm một", where=origin)

    code, said, ran = github(clone(origin, "request"), {**push, "github.event_name": "pull_request",
                                                        "github.event.pull_request.base.sha": first})
    summary = read(root + "/request.summary")
    listed = set(re.findall(r"^- `(.)` `(.*)`$", summary, re.M))
    check("a pull request is built, checked and listed", code == 0 and ran == ["changed-pages"], said)
    check("the page that was edited", ("~", "xa/van-ban/2025/van-ban-khac/") in listed, summary)
    check("the page that is new, and its old address", {("+", "xa/van-ban/2025/van-ban-moi/"), ("+", "xa@xuc-tien/năm cũ/")} <= listed, summary)
    check("no page that stayed", not any("/thu-tuc/1.00" in page or "/can-cu/" in page for _, page in listed), summary)
    check("a pull request publishes nothing", not os.path.exists(web))
    code, text, ran = gitlab(clone(origin, "merge"), {"CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_DIFF_BASE_SHA": first})
    check("GitLab lists the same", code == 0 and ran == ["changed-pages"] and read(root + "/merge/trang-thay-doi.md") == summary, text)
    check("nothing changed is said too", "Thêm 0, đổi 0, bỏ 0." in
          run('.ci/changed-pages "$(git rev-parse HEAD)"', root + "/request", {}).stdout)

    code, said, ran = github(clone(origin, "quiet"), {"github.event_name": "push"})
    check("a push without a place does nothing", ran == [] and not os.path.exists(web), said)
    code, said, ran = github(clone(origin, "wrong"), {**push, "vars.MINHBACH_KHOA_MAY_CHU_CHINH": other.key()})
    check("another server's key: nothing goes out", code != 0 and "MB1417" in said and not os.path.exists(web), said)
    code, said, ran = github(clone(origin, "spoilt"), {**push, "vars.MINHBACH_KHOA_MAY_CHU_CHINH": "ssh-ed25519"})
    check("a key that is none is told by its variable's name", code != 0 and "MINHBACH_KHOA_MAY_CHU_CHINH" in said and "MB1406" in said, said)

    folder = clone(origin, "push")
    code, said, ran = github(folder, push)
    check("a push is published", code == 0 and ran == ["publish"], said)
    check("what visitors get is what was built", files_of(web) == files_of(folder + "/site/xa/public") != {}, said)
    check("nothing secret is said or kept", secret.split("\n")[1] not in said and not os.listdir(home), said)
    code, said, ran = gitlab(clone(origin, "branch"), {"CI_COMMIT_BRANCH": "main", "XUAT_BAN": "chinh", "KHOA_SSH": secret,
                                                      "MINHBACH_KHOA_MAY_CHU_CHINH": server.key()})
    check("GitLab publishes, and finds nothing new", code == 0 and ran == ["publish"] and files_of(web) == files_of(folder + "/site/xa/public"), said)
    code, said, ran = gitlab(folder, {"CI_COMMIT_BRANCH": "sua", "XUAT_BAN": "chinh"})
    check("GitLab leaves other branches alone", ran == [], said)

    edit(origin + "/content/xa/van-ban/khac.md", "ngay_ban_hanh", "ngay_ban_han")
    git("commit", "-q", "-a", "-m", "Lỗi", where=origin)
    code, said, ran = github(clone(origin, "mistake"), push)
    check("a mistake in content stops it", code == 1 and "MB0330" in said and files_of(web) == files_of(folder + "/site/xa/public"), said)

shutil.rmtree(root)
print("\n".join(failed))
sys.exit(bool(failed))
