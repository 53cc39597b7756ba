# kill -9 under load, twenty times: nothing acknowledged is lost, nothing is stored twice.
import sys, time
from endpoint import Clients, Endpoint, judge

rounds = 20
endpoint = Endpoint(sys.argv[1], sys.argv[2]).start()
clients = Clients(endpoint)
for i in range(rounds):
    time.sleep(0.15)
    endpoint.kill()
    endpoint.start()
time.sleep(0.2)
acknowledged = clients.finish()
code = endpoint.stop()
lost, doubled = judge(acknowledged, endpoint.stored(), "kill -9 x%d" % rounds)
endpoint.remove()
sys.exit(lost > 0 or doubled > 0 or len(acknowledged) < 100 or code != 0)
