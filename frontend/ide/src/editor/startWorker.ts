const AGAIN_MS = 2_000;

/**
 * Starts a worker once its script has come. One that is started while the project does not answer
 * would be dead for as long as the page is open.
 */
export async function startWorker(url: string): Promise<Worker> {
  while (!(await hasCome(url))) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
  return new Worker(url, { type: 'module' });
}

/** Scripts never change under their address, so the worker finds it in the browser's cache. */
async function hasCome(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
