import { ProblemError, problemOf, type Problem } from './problem';

export interface RequestOptions {
  /** Sent as JSON unless it is a Blob. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/**
 * Sends a request to the page's own origin.
 *
 * @throws ProblemError with the server's problem, or `offline` if there is no answer
 */
export async function send(
  method: string,
  url: string,
  { body, headers, signal }: RequestOptions = {},
): Promise<Response> {
  const isJson = body !== undefined && !(body instanceof Blob);
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      body: isJson ? JSON.stringify(body) : (body as Blob | undefined),
      headers: { ...(isJson && { 'Content-Type': 'application/json' }), ...headers },
      signal: signal ?? null,
      credentials: 'same-origin',
    });
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw new ProblemError(
      problemOf('offline', 'No connection', 'The server does not answer. Check the connection.'),
    );
  }
  if (!response.ok) {
    throw new ProblemError(await readProblem(response));
  }
  return response;
}

/** Like {@link send}, for an answer that is JSON; an empty answer is undefined. */
export async function sendJson<T>(
  method: string,
  url: string,
  options?: RequestOptions,
): Promise<T> {
  const response = await send(method, url, options);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** The lines of an `application/x-ndjson` answer, as they come. */
export async function* readLines<T>(response: Response): AsyncGenerator<T> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const lines = (rest + (value ?? '')).split('\n');
      rest = done ? '' : lines.pop()!;
      for (const line of lines) {
        if (line.trim() !== '') {
          yield JSON.parse(line) as T;
        }
      }
      if (done) {
        return;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function readProblem(response: Response): Promise<Problem> {
  if (response.headers.get('content-type')?.startsWith('application/problem+json')) {
    return (await response.json()) as Problem;
  }
  return {
    type: 'about:blank',
    title: response.statusText || `Status ${response.status}`,
    status: response.status,
    detail: `The server answered with status ${response.status}.`,
  };
}
