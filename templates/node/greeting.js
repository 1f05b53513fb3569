/** What the server answers at /api/hello. */
export function greeting(name) {
  return { message: `Hello, ${name || "world"}!`, from: `Node.js ${process.versions.node}` };
}
