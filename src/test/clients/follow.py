import json, os, sys, time, urllib.request

api = os.environ.get("POSITION_STREAM", "http://localhost:8080") + "/api/v1/account"

def ask(path, body=None, **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return urllib.request.urlopen(urllib.request.Request(api + path, body, headers), timeout=60)

login = json.load(ask("/authenticate", b'{"environment":"simulator"}', Content_Type="application/json"))
bearer = "Bearer " + login["token"]

for held in json.load(ask("/positions", Authorization=bearer))["positions"]:
    print(held["quantity"], held["side"], held["ticker"], held["unrealized_pnl"], flush=True)

last = cursor = ""
while True:
    try:
        for line in ask("/sse/positions", Authorization=bearer, Last_Event_ID=last):
            field, _, value = line.decode().rstrip("\n").partition(": ")
            if field == "id":
                cursor = value
            elif field == "data":
                print(json.loads(value)["type"], value, flush=True)
            elif not field:  # the message is whole: resume behind it
                last = cursor
    except OSError as broken:  # also no line for 60 s: there is a comment every 15 s
        print(broken, file=sys.stderr)
    time.sleep(1)
