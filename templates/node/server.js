import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { greeting } from "./greeting.js";

const port = Number(process.env.PORT ?? 3000);
const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript" };

const server = createServer(async (request, response) => {
  const url = new URL(request.url, "http://localhost");
  if (url.pathname === "/api/hello") {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(greeting(url.searchParams.get("name"))));
    return;
  }
  // URL has resolved every "..", so the path stays inside public/.
  const path = url.pathname === "/" ? "/index.html" : url.pathname;
  try {
    const content = await readFile(new URL(`./public${path}`, import.meta.url));
    response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" });
    response.end(content);
  } catch {
    response.writeHead(404, { "content-type": "text/plain" });
    response.end("Not found\n");
  }
});

server.listen(port, "127.0.0.1", () => console.log(`Listening on http://127.0.0.1:${port}`));
