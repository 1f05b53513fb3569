import json
import os
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from greeting import greeting

PORT = int(os.environ.get("PORT", "8000"))
PUBLIC = Path(__file__).parent / "public"


class Handler(SimpleHTTPRequestHandler):
    def do_GET(self):
        url = urlsplit(self.path)
        if url.path != "/api/hello":
            super().do_GET()  # a file of public/
            return
        name = parse_qs(url.query).get("name", [""])[0]
        body = json.dumps(greeting(name)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    with ThreadingHTTPServer(("127.0.0.1", PORT), partial(Handler, directory=PUBLIC)) as server:
        print(f"Listening on http://127.0.0.1:{PORT}", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            pass
