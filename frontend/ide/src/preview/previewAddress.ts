import { sendJson } from '../../../shared/api/http';

/**
 * An address that signs the frame in and leads to the path: within a frame of another site the
 * hub's cookie is not sent, so the IDE brings a ticket that is good once.
 */
export async function ticketFor(path: string): Promise<string> {
  const { url } = await sendJson<{ url: string }>('POST', '/api/preview/ticket', {
    body: { path },
  });
  return url;
}

/** Whether the frame says that it has no session (any more). */
export function asksToSignIn(event: MessageEvent, appOrigin: string): boolean {
  const data = event.data as { type?: unknown } | null;
  return event.origin === appOrigin && data?.type === 'atrium:preview-sign-in';
}
