# Ten thousand connections that say nothing, or a letter now and then: others are served at once, and memory stays small.
import resource, socket, sys, time
from endpoint import Connection, Endpoint, body_of, marker, nonce, skip

wanted, trickling, most_memory = 10_000, 1_000, 64 * 1024
LIMIT = 10  # Seconds that a request's head may take: whoever is served later has waited for those who trickle.
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
if hard != resource.RLIM_INFINITY and hard < wanted + 200:
    skip("only %d files may be open here" % hard)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536) if hard != resource.RLIM_INFINITY else 65536, hard))
endpoint = Endpoint(sys.argv[1], sys.argv[2], limits={"ket_noi": 12_000, "moi_nguoi_moi_phut": 1e9, "ca_nhom_moi_phut": 1e9}).start()
idle = []
began = time.time()
for i in range(wanted):
    each = socket.create_connection(("127.0.0.1", endpoint.port))
    idle.append(each)
for each in idle[:trickling]:
    each.sendall(b"POST /mau/huu-ich HTTP/1.1\r\nHost: a\r\nX-")
opened = time.time() - began
took, served = [], 0
for i in range(40):
    # On a slow machine not to the end: who is cut off already can be told nothing.
    for each in idle[:trickling:10] if time.time() - began < LIMIT / 2 else []:
        each.send(b"a")
    since = time.time()
    connection = Connection(endpoint.port)
    status, _ = connection.post(body_of(marker(), nonce()))
    connection.close()
    served += status == 201
    took.append(time.time() - since)
memory = endpoint.memory()
print("%d connections in %.1f s; %d of 40 served, slowest %.0f ms; memory %.1f MB" % (wanted, opened, served, max(took) * 1000, memory / 1024))
# Whoever trickles is told so in the end, and cut off.
time.sleep(max(0, LIMIT + 0.5 - (time.time() - began - opened)))
heard = idle[0].recv(200)
print("trickling: %r" % heard[:24])
for each in idle:
    each.close()
code = endpoint.stop()
endpoint.remove()
# All but one at once, and that one before those who trickle have had their time: it may meet a machine that is busy elsewhere.
is_prompt = sorted(took)[-2] < 1 and max(took) < LIMIT
sys.exit(served < 40 or not is_prompt or memory > most_memory or not heard.startswith(b"HTTP/1.1 408") or code != 0)
