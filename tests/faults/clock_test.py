# The clock is set back by an hour while readers answer, and the endpoint is started anew: nobody is refused, nothing doubles.
import contextlib, json, os, sqlite3, sys, time
from endpoint import Connection, Endpoint, body_of, judge, marker

endpoint = Endpoint(sys.argv[1], sys.argv[2], preload=sys.argv[3])
offset = os.path.join(endpoint.folder, "offset")
endpoint.environment["CLOCK_OFFSET"] = offset
acknowledged, failed = [], []


def set_clock(seconds):
    with open(offset + ".new", "w") as out:
        out.write(str(seconds))
    os.rename(offset + ".new", offset)


def ask():
    return json.loads(Connection(endpoint.port).get("/mau/huu-ich/ma?trang=/thu-tuc/")[1])["ma"]


def send(ma, what, text=None, wanted=201):
    text = text or marker()
    status, said = Connection(endpoint.port).post(body_of(text, ma))
    print("%s: %d" % (what, status))
    if status != wanted:
        failed.append(what)
    if status == 201 and text not in acknowledged:
        acknowledged.append(text)
    return said


def days():
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % endpoint.database, uri=True)) as connection:
        return {row[0] for row in connection.execute("select ngay from y_kien")}


def day(seconds):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + seconds + 7 * 3600))


# Two days ahead by mistake, and put right while it runs: what comes then is of the right day.
today = day(0)
set_clock(2 * 86400)
endpoint.start()
ahead = ask()
time.sleep(3.1)
set_clock(0)
send(ahead, "the clock put right after two days ahead")
print("days:", days())
if days() - {today, day(0)}:
    failed.append("a wrong day")
endpoint.stop()
set_clock(0)
endpoint.start()
before, kept, text = ask(), ask(), marker()
time.sleep(3.1)
first = send(before, "before", text)
set_clock(-3600)
if send(before, "the same again, the clock set back", text) != first:
    failed.append("another receipt")
after = ask()
send(after, "at once: too early all the same", wanted=429)
time.sleep(3.1)
send(after, "asked for and sent while the clock is behind")
endpoint.stop()
endpoint.start()
send(kept, "asked for before, sent to an endpoint that was started while the clock is behind")
if send(before, "the first once more", text) != first:
    failed.append("another receipt")
endpoint.stop()
lost, doubled = judge(acknowledged, endpoint.stored(), "clock")
endpoint.remove()
sys.exit(bool(failed) or lost > 0 or doubled > 0)
