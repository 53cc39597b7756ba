# What an operator does with what readers sent: statistics, tables, a draft of an answer, purging. The real program throughout.
import csv, datetime, io, json, os, re, socket, sqlite3, subprocess, sys, zipfile
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "faults"))
from endpoint import Connection, Endpoint, nonce

program, source = sys.argv[1:3]
failed = []


def expect(holds, what):
    if not holds:
        failed.append(what)
        print("FAILED:", what)


endpoint = Endpoint(program, source).start()
connection = Connection(endpoint.port)


def post(form, fields, page="/thu-tuc/"):
    ma = nonce(form=form, page=page)
    body = json.dumps({**fields, "_trang": page, "_nhom": "uu_dai", "_ma": ma}).encode()  # The group is the page's.
    status, said = connection.post(body, "/mau/" + form.replace("_", "-"))
    expect(status == 201, "%s is taken: %d %r" % (form, status, said))
    return json.loads(said).get("bien_nhan")


# Every field of every kind carries what spreadsheets and browsers would run.
formula = '=HYPERLINK("http://evil.example","x")'
script = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
for i in range(12):
    post("huu_ich", {"danh_gia": "huu_ich" if i < 9 else "chua_huu_ich", "can_them": [formula, script, "+1", "@SUM(A1)", "-2", "xin thêm"][i % 6]})
for i in range(3):
    post("huu_ich", {"danh_gia": "huu_ich"}, page="/quy-hoach/")
for i in range(25):
    post("huu_ich", {"danh_gia": "huu_ich"}, page="/uu-dai-dau-tu/")
question = "Hồ sơ đất cần giấy gì? " + script + "\n\n# Gọi tôi 0912 345 678 ![x](http://evil.example/x.png) [y](javascript:alert(1))"
receipt = post("cau_hoi", {"linh_vuc": "thu_tuc", "cau_hoi": question, "doi_tuong": "nguoi_dan"})

# Statistics.
figures = os.path.join(endpoint.root, "data", "mau", "thong-ke", "huu-ich.json")
done = endpoint.command("statistics")
expect(done.returncode == 0, "statistics: " + done.stderr)
cells = {each["nhom"]: each for each in json.load(open(figures))["o"]}
expect(cells["quy_hoach"].get("an") is True, "three votes are hidden")
expect(cells["thu_tuc"].get("an") is True, "with them the smallest other, or they could be worked out")
expect((cells["uu_dai"]["n"], cells["uu_dai"]["huu_ich"]) == (25, 25), "25 votes are shown")
before = open(figures).read()
for i in range(9):
    post("huu_ich", {"danh_gia": "chua_huu_ich"}, page="/uu-dai-dau-tu/")
endpoint.command("statistics")
expect(open(figures).read() == before, "nine more votes change nothing")
post("huu_ich", {"danh_gia": "chua_huu_ich"}, page="/uu-dai-dau-tu/")
endpoint.command("statistics")
expect({each["nhom"]: each for each in json.load(open(figures))["o"]}["uu_dai"]["n"] == 35, "ten more are shown")

# Tables.
done = endpoint.command("export", "--bieu-mau", "huu_ich")
rows = list(csv.reader(io.StringIO(done.stdout.lstrip("\ufeff"))))
expect(len(rows) == 1 + 12 + 3 + 35, "a row for each vote, there are %d" % len(rows))
expect("Ông/Bà cần thêm thông tin gì?" in rows[0], "columns are named as the form names them")
expect("Chưa hữu ích" in sum(rows, []), "choices are named as the form names them")
# A signed number can only give itself (table/formula_guard.h).
unguarded = {cell for row in rows for cell in row if cell and cell[0] in "=+-@" and not re.fullmatch(r"[+-]\d+", cell)}
expect(not unguarded, "no cell begins as a formula does: %r" % unguarded)
expect(script in sum(rows, []), "nothing else of a text is changed")
expect(endpoint.command("export").returncode == 2, "CSV asks for a form")
workbook = os.path.join(endpoint.folder, "tat-ca.xlsx")
done = endpoint.command("export", "--dang", "xlsx", "--ra", workbook)
expect(done.returncode == 0, "xlsx: " + done.stderr)
with zipfile.ZipFile(workbook) as parts:
    sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    expect(len(sheets) >= 4, "a sheet for each form")
    expect(not any(b"<f>" in parts.read(name) for name in sheets), "no formula in the workbook")
everything = json.loads(endpoint.command("export", "--dang", "json").stdout)
expect(len(everything) == 51 and all("ip" not in each and "gio" not in each for each in everything), "JSON holds them all")
expect(all(re.fullmatch(r"\d{4}-\d\d-\d\d", each["ngay"]) for each in everything), "days, no times")
expect(len(json.loads(endpoint.command("export", "--dang", "json", "--den", "2020-01-01").stdout)) == 0, "none of before")

# A draft of an answer, with no trace of who asked.
done = endpoint.command("reply", receipt.lower().replace("-", " "), "--id", "cau-hoi-01")
expect(done.returncode == 0, "reply: " + done.stderr)
draft = os.path.join(endpoint.root, "content", "mau", "hoi-dap", "cau-hoi-01.md")
text = open(draft).read() if os.path.exists(draft) else ""
expect("nhap: true" in text, "it is a draft")
expect("Hồ sơ đất cần giấy gì?" in text and "Thủ tục" in text, "it holds the question and its field")
expect("0912" not in text and "nguoi_dan" not in text and "Người dân" not in text, "nothing of the asker")
expect(receipt not in text and receipt.replace("-", "") not in text, "no receipt")
expect("\\\\<script\\\\>" in text and "\\\\[y\\\\]" in text, "what a reader wrote is no layout")
expect(endpoint.command("reply", receipt, "--tinh-trang", "da_tra_loi", "--lien-ket", "/hoi-dap/cau-hoi-01/").returncode == 0, "answered")
state = [each for each in json.loads(endpoint.command("export", "--dang", "json", "--bieu-mau", "cau_hoi").stdout)][0]["tinh_trang"]
expect(state == "da_tra_loi", "its state is kept")
expect(endpoint.command("reply", "0000-0000-0000-0000").returncode == 2, "a receipt that nobody has")
expect(endpoint.command("reply", receipt, "--lien-ket", "//evil.example/").returncode == 2, "a link to another site")

# What has been answered stays answered until somebody says otherwise; a link is kept.
done = endpoint.command("reply", receipt)
expect(done.returncode == 0 and "da_tra_loi" in done.stdout and "nothing is changed" in done.stdout, "reply again tells: " + done.stdout)


def kept(form="cau_hoi", more=()):
    return json.loads(endpoint.command("export", "--dang", "json", "--bieu-mau", form, *more).stdout)


expect(kept()[0]["tinh_trang"] == "da_tra_loi", "and changes nothing")
endpoint.command("reply", receipt, "--tinh-trang", "da_dong")
with sqlite3.connect(endpoint.database) as database:
    row = database.execute("select trang_thai, lien_ket from y_kien where bieu_mau = 'cau_hoi'").fetchone()
expect(row == ("da_dong", "/hoi-dap/cau-hoi-01/"), "closed, the link is kept: %r" % (row,))

# What is kept apart counts only once a person has let it.
spam = "Mua hàng giá rẻ ở cửa hàng của chúng tôi nhé bà con ơi, nhanh tay"
for i in range(20):
    post("huu_ich", {"danh_gia": "huu_ich", "can_them": spam}, page="/uu-dai-dau-tu/")
done = endpoint.command("review", "--bieu-mau", "huu_ich")
apart = re.findall(r"^([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}) .*\(trung_lap\)$", done.stdout, re.M)
expect(done.returncode == 0 and len(apart) == 17 and spam in done.stdout, "17 are listed: %r" % done.stdout[-300:])


def counted():
    endpoint.command("statistics")
    return {each["nhom"]: each for each in json.load(open(figures))["o"]}["uu_dai"]["n"]


expect(counted() == 35, "three more votes change nothing, those kept apart none")
done = endpoint.command("review", "--nhan", apart[0], *sum((["--nhan", each] for each in apart[1:9]), []), "--tu-choi", apart[9])
expect(done.returncode == 0, "review: " + done.stderr)
expect(counted() == 47, "nine that were released count: %d" % counted())
expect(len(re.findall("trung_lap", endpoint.command("review").stdout)) == 7, "seven are left")
expect([each["nghi_ngo"] for each in kept("huu_ich", ["--nghi-ngo"])].count("tu_choi") == 1, "one is refused, and never counts")
refused = endpoint.command("review", "--nhan", receipt)
expect(refused.returncode == 2 and "MB1350" in refused.stderr, "one that is not kept apart")

# A name that nobody knows is told with the nearest one; what the store still holds of a portal or form that is gone can be asked for.
for options, code in ((["review", "--cong", "mauu"], "MB1352"), (["review", "--bieu-mau", "huu_ic"], "MB1345"),
                      (["export", "--dang", "json", "--cong", "mauu"], "MB1352"), (["export", "--dang", "json", "--bieu-mau", "huu_ic"], "MB1345")):
    done = endpoint.command(*options)
    nearest = "huu_ich" if code == "MB1345" else "mau"
    expect(done.returncode == 2 and code in done.stderr and '"%s"' % nearest in done.stderr and done.stdout == "", "%s: %s" % (options, done.stderr))
with sqlite3.connect(endpoint.database) as database:
    database.execute("insert into y_kien (bien_nhan, cong, bieu_mau, nhom, trang, ngon_ngu, ngay, tra_loi, nghi_ngo)"
                     " values (?,'cu','bo_di','','/','vi','2026-01-01','[]','trung_lap')", (b"gone000000",))
done = endpoint.command("review", "--cong", "cu", "--bieu-mau", "bo_di")
expect(done.returncode == 0 and "MB1353" in done.stderr and "MB1354" in done.stderr and "1 to be looked at" in done.stdout, "gone: " + done.stdout + done.stderr)
with sqlite3.connect(endpoint.database) as database:
    database.execute("delete from y_kien where cong = 'cu'")

# A table is its owner's alone, also in place of an older file that was not.
table = os.path.join(endpoint.folder, "cau-hoi.csv")
with open(table, "w") as out:
    out.write("old")
os.chmod(table, 0o644)
reading = open(table)  # Whoever had the old file open sees nothing of the new one.
expect(endpoint.command("export", "--bieu-mau", "cau_hoi", "--ra", table).returncode == 0, "export over a file")
expect(os.stat(table).st_mode & 0o777 == 0o600 and reading.read() == "old", "a new file, mode 0600: %o" % os.stat(table).st_mode)
expect(endpoint.command("export", "--bieu-mau", "cau_hoi", "--ra", "/dev/null").returncode == 0 and not os.path.isfile("/dev/null"), "a device stays one")
expect([name for name in os.listdir(endpoint.folder) if name.startswith("cau-hoi.csv.")] == [], "no part is left")

# What is old goes; today's stays.
done = endpoint.command("purge")
everything = len(json.loads(endpoint.command("export", "--dang", "json").stdout))
expect(done.returncode == 0 and everything == 51 + 3 + 9, "nothing is old yet: %d" % everything)
# Of a portal that is gone, and of a form that is gone: the latter under the longest time of those that stand, 730 days.
with sqlite3.connect(endpoint.database) as database:
    for i, (portal, form, age) in enumerate([("cu", "phan_anh", 366), ("cu", "phan_anh", 300), ("mau", "bo_di", 731), ("mau", "bo_di", 700)]):
        day = (datetime.date.today() - datetime.timedelta(days=age)).isoformat()
        database.execute("insert into y_kien (bien_nhan, cong, bieu_mau, nhom, trang, ngon_ngu, ngay, tra_loi, nghi_ngo) values (?,?,?,'','/','vi',?,'[]','')",
                           (b"old%07d" % i, portal, form, day))
portal_file = os.path.join(endpoint.root, "site", "mau", "portal.json")
facts = open(portal_file).read()
open(portal_file, "w").write(facts.replace('"tiep_nhan": true', '"tiep_nhan": false'))
done = endpoint.command("purge")
open(portal_file, "w").write(facts)
expect(done.returncode == 0 and "cu, phan_anh: removed 1" in done.stdout and "mau, bo_di: removed 1" in done.stdout,
       "also when no portal takes anything: " + done.stdout + done.stderr)
with sqlite3.connect(endpoint.database) as database:
    expect(database.execute("select count(*) from y_kien where cast(bien_nhan as text) like 'old%'").fetchone()[0] == 2, "what is younger stays")
environment = {**os.environ, "SOURCE_DATE_EPOCH": "1900000000"}
forms = os.path.join(endpoint.root, "site", "forms")
os.rename(forms, forms + "-khac")
done = subprocess.run([program, "feedback", "purge", "--goc", endpoint.root], env=environment, capture_output=True, text=True)
os.rename(forms + "-khac", forms)
expect(done.returncode != 0 and "MB1351" in done.stderr, "without any form nothing is promised, and nothing removed: " + done.stdout + done.stderr)
done = subprocess.run([program, "feedback", "purge", "--goc", endpoint.root], env=environment, capture_output=True, text=True)
expect(done.returncode == 0 and json.loads(endpoint.command("export", "--dang", "json").stdout) == [], "years later all is gone: " + done.stderr)
endpoint.command("statistics")
expect({each["nhom"]: each for each in json.load(open(figures))["o"]}["uu_dai"]["n"] == 47, "figures outlive the votes")

# Settings that are wrong are all told, and nothing starts.
settings = os.path.join(endpoint.root, "site", "tiep-nhan.json")
endpoint.stop()
with open(settings, "w") as out:
    out.write('{"nghe": "localhost",\n "kho": "mysql",\n "proxy": ["0.0.0.0/0"],\n "luu_ip": true}')
refused = subprocess.run([program, "feedback", "serve", "--goc", endpoint.root], env=os.environ, capture_output=True, text=True)
expect(refused.returncode == 2, "wrong settings are refused")
for place in ("tiep-nhan.json:1:", "tiep-nhan.json:2:", "tiep-nhan.json:3:", "tiep-nhan.json:4:"):
    expect(place in refused.stderr, place + " is told")

# All that is wrong, in one run: a value, a portal that is not there, the key, the store, a port that is taken.
taken = socket.create_server(("127.0.0.1", 0))
port = taken.getsockname()[1]


def start(text, **more):
    with open(settings, "w") as out:
        out.write(text)
    bare = {name: value for name, value in os.environ.items() if name not in ("LISTEN_FDS", "LISTEN_PID")}
    return subprocess.run([program, "feedback", "serve", "--goc", endpoint.root, "--lang", "en"], env={**bare, **more}, capture_output=True, text=True)


refused = start('{"nghe": "127.0.0.1:%d",\n "kho": "sqlite:khong/co/y-kien.db",\n "proxy": [],\n "khoa": "khong-co",\n "cong": ["mua"],\n'
                ' "gioi_han": {"hang_doi": 0}}' % port)
for told in ("tiep-nhan.json:1:10: error[MB1347]", "MB1300", "tiep-nhan.json:4:10: error[MB1337]", "tiep-nhan.json:5:11: error[MB1339]",
             'did you mean "mau"?', "tiep-nhan.json:6:27: error[MB1331]"):
    expect(told in refused.stderr, "%s is told at once: %s" % (told, refused.stderr))
expect("--port" not in refused.stderr and refused.returncode == 2, "nothing of an option that is not there")
expect(refused.stderr.count("hint:") == refused.stderr.count("error["), "each has a hint: " + refused.stderr)
key = {"MINHBACH_KHOA_TIEP_NHAN": "k" * 40}
refused = start('{"nghe": ["127.0.0.1:%d", "127.0.0.1:0"], "kho": "sqlite:y.db", "proxy": []}' % port, **key)
expect(refused.stderr.count("error[") == 1 and "MB1347" in refused.stderr, "a port that is taken: " + refused.stderr)
refused = start('{"nghe": ')
expect(refused.stderr.count("error[") == 1 and "MB1334" not in refused.stderr, "no JSON says nothing of a key: " + refused.stderr)
refused = start('{"nghe": "127.0.0.1:0", "kho": "sqlite:moi.db", "proxy": [], "cong": ["mua"]}', **key)
expect(refused.stderr.count("error[") == 1 and "MB1339" in refused.stderr and not os.path.exists(os.path.join(endpoint.root, "moi.db")),
       "a start that is refused makes no store: " + refused.stderr)
taken.close()
refused = start('{"nghe": ["127.0.0.1:%d", "127.0.0.1:%d"], "kho": "sqlite:y.db", "proxy": []}' % (port, port), **key)
expect("1:30: error[MB1347]" in refused.stderr, "the same place twice: " + refused.stderr)
refused = start('{"nghe": "systemd", "kho": "sqlite:y.db", "proxy": ["unix"]}', **key)
expect(refused.returncode == 2 and "1:10: error[MB1348]" in refused.stderr, "systemd's socket, started by hand: " + refused.stderr)
spoilt = os.path.join(endpoint.root, "lib")
os.makedirs(spoilt)
with open(os.path.join(spoilt, "libpq.so.5"), "w") as out:
    out.write("none")
refused = start('{"nghe": "127.0.0.1:0", "kho": "postgresql", "proxy": []}', LD_LIBRARY_PATH=spoilt, **key)
expect(refused.returncode == 2 and "MB1312" in refused.stderr and "libpq5" in refused.stderr, "no libpq: " + refused.stderr)
os.remove(settings)
refused = subprocess.run([program, "feedback", "serve", "--goc", endpoint.root, "--lang", "en"], env=os.environ, capture_output=True, text=True)
expect("site/tiep-nhan.json: error[MB1338]" in refused.stderr and "MB1334" in refused.stderr, "no settings, no key: " + refused.stderr)

# A socket as systemd hands it down: a Unix socket's readers are told apart only by a proxy that the settings name.
path = os.path.join(endpoint.folder, "s.sock")
listening = socket.socket(socket.AF_UNIX)
listening.bind(path)
listening.listen()


def hand_down(proxies):
    with open(settings, "w") as out:
        out.write('{"nghe": "systemd", "kho": "sqlite:y.db", "proxy": %s}' % proxies)
    become = ("import os, sys; os.dup2(int(sys.argv[1]), 3); os.environ.update(LISTEN_FDS='1', LISTEN_PID=str(os.getpid())); "
              "os.execv(sys.argv[2], sys.argv[2:])")
    command = [sys.executable, "-c", become, str(listening.fileno()), os.path.abspath(program)]
    return subprocess.Popen([*command, "feedback", "serve", "--goc", endpoint.root, "--lang", "en"], env={**os.environ, **key},
                            pass_fds=[listening.fileno()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


refused = hand_down('["10.0.0.1"]')
said = refused.communicate()[1]
expect("MB1349" in said and refused.returncode == 2, "a Unix socket without \"unix\": " + said)
running = hand_down('["unix"]')
heard = running.stdout.readline()
running.terminate()
expect(heard == "systemd\n", "with it, it runs: " + heard + running.communicate()[1])
endpoint.remove()
print("%d expectations failed" % len(failed))
sys.exit(bool(failed))
