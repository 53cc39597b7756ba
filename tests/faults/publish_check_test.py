# What visitors get after publishing, as the program sees it through a real nginx: right, without rules, from another folder,
# with a page that somebody changed, with one that is still there. publish_check_test.py MINHBACH SITE
import json, os, re, shutil, subprocess, sys, tempfile
from built_site import Failed
from endpoint import skip
from servers import find, free_port, wait_for

program, sample = sys.argv[1:3]
if not find("nginx"):
    skip("nginx is not installed")
root = tempfile.mkdtemp(prefix="minhbach-check-")
os.chmod(root, 0o755)
site, web, port = root + "/site", root + "/web", free_port()
failed = Failed()
expect = failed.expect


def run(*words):
    return subprocess.run([program, "--goc", site, *words], capture_output=True, text=True)


def build(title):
    path = site + "/site/xa/portal.json"
    with open(path, encoding="utf-8") as file:
        portal = json.load(file)
    place = {"loai": "thu_muc", "dia_chi": web + "/ddci", "kiem_tra": "http://127.0.0.1:%d/ddci" % port, "xoa_toi_da_phan_tram": 100}
    portal.update({"dia_chi": "https://xa.example/ddci", "mo_ta": title, "noi_xuat_ban": {"chinh": place}})
    with open(path, "w", encoding="utf-8") as file:
        json.dump(portal, file, ensure_ascii=False)
    done = run("build", "xa", "--ngay", "2026-07-05")
    if done.returncode != 0:
        raise SystemExit(done.stderr)


class Nginx:
    def __init__(self, folder, rules=True):
        shutil.copy(site + "/site/xa/public/.minhbach/nginx.conf", root + "/rules.conf")
        with open(root + "/nginx.conf", "w") as file:
            file.write(f"""daemon off; pid {root}/nginx.pid; error_log {root}/nginx.log;
events {{ }}
http {{ access_log off; client_body_temp_path {root}/t1; proxy_temp_path {root}/t2; fastcgi_temp_path {root}/t3;
  uwsgi_temp_path {root}/t4; scgi_temp_path {root}/t5;
  server {{ listen 127.0.0.1:{port}; root "{folder}"; {f"include {root}/rules.conf;" if rules else ""} }} }}
""")
        self.process = subprocess.Popen([find("nginx"), "-c", root + "/nginx.conf", "-e", root + "/nginx.log"])
        wait_for(port, self.process)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)


def move(*addresses):
    path = site + "/content/xa/van-ban/khac.md"
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(re.sub(r"chuyen_tu:\n(  - .*\n)*", "chuyen_tu:\n" + "".join("  - %s\n" % each for each in addresses), text))


shutil.copytree(sample, site, ignore=shutil.ignore_patterns("expected"))
move("/cu/", "/năm cũ/")
build("một")
with Nginx(web):
    said = expect("as it should be", run("publish", "xa", "--to", "chinh"), 0, "đã xem")
    if "MB14" in said:
        failed.append(said)
    build("hai")
    pages = sorted(path for path in os.listdir(web + "/ddci/tai-nguyen/css"))
    with open(web + "/ddci/tai-nguyen/css/" + pages[0], "a") as file:
        file.write("/* ai đó sửa */")
    expect("a file that somebody changed", run("publish", "xa", "--to", "chinh"), 1, "MB1451", pages[0])
    expect("mended", run("publish", "xa", "--to", "chinh", "--nhan"), 0)
build("chuyển")
with Nginx(web):
    expect("old addresses lead on", run("publish", "xa", "--to", "chinh"), 0, "đã xem")
move("/cu/", "/năm cũ/", "/mới bỏ/")
build("chuyển tiếp")
with Nginx(web):
    expect("and so do those that are new", run("publish", "xa", "--to", "chinh"), 0, "đã xem")
move("/năm cũ/", "/mới bỏ/")
with Nginx(web):
    build("chuyển lui")
    expect("one that is no longer told of does so too long: rules are old", run("publish", "xa", "--to", "chinh"), 1, "MB1452", "/cu/")
with Nginx(web, rules=False):
    build("ba")
    expect("without rules", run("publish", "xa", "--to", "chinh"), 0, "MB1453", "Cache-Control", "Content-Security-Policy")
    build("ba rưỡi")
    with open(web + "/ddci/tai-nguyen/css/" + pages[0], "a") as file:
        file.write("/* ai đó sửa */")
    expect("what is wrong comes before what could be better", run("publish", "xa", "--to", "chinh"), 1, "MB1451", pages[0], "MB1453", "MB1454")
    expect("mended without rules", run("publish", "xa", "--to", "chinh", "--nhan"), 0)
with Nginx(root + "/site"):
    build("bốn")
    expect("another folder", run("publish", "xa", "--to", "chinh"), 1, "MB1450", "HTTP 404")
build("năm")
expect("nobody answers", run("publish", "xa", "--to", "chinh"), 1, "MB1450")
shutil.rmtree(root)
failed.end()
