# What an operator does with what readers sent: statistics, tables, a draft of an answer, purging. The real program throughout.
import csv, io, json, os, re, shutil, subprocess, sys, zipfile
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

# What is old goes; today's stays.
done = endpoint.command("purge")
expect(done.returncode == 0 and len(json.loads(endpoint.command("export", "--dang", "json").stdout)) == 51, "nothing is old yet")
environment = {**os.environ, "SOURCE_DATE_EPOCH": "1900000000"}
done = subprocess.run([program, "feedback", "purge", "--goc", endpoint.root], env=environment, capture_output=True, text=True)
expect(done.returncode == 0 and json.loads(endpoint.command("export", "--dang", "json").stdout) == [], "years later all is gone: " + done.stderr)
endpoint.command("statistics")
expect({each["nhom"]: each for each in json.load(open(figures))["o"]}["uu_dai"]["n"] == 35, "figures outlive the votes")

# Settings that are wrong are all told, and nothing starts.
settings = os.path.join(endpoint.root, "site", "tiep-nhan.json")
endpoint.stop()
with open(settings, "w") as out:
    out.write('{"nghe": "localhost",\n "kho": "mysql",\n "proxy": ["0.0.0.0/0"],\n "luu_ip": true}')
refused = subprocess.run([program, "feedback", "serve", "--goc", endpoint.root], env=os.environ, capture_output=True, text=True)
expect(refused.returncode == 2, "wrong settings are refused")
for place in ("tiep-nhan.json:1:", "tiep-nhan.json:2:", "tiep-nhan.json:3:", "tiep-nhan.json:4:"):
    expect(place in refused.stderr, place + " is told")
endpoint.remove()
print("%d expectations failed" % len(failed))
sys.exit(bool(failed))
