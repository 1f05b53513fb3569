import { readLines, send, sendJson } from '../../shared/api/http';
import type {
  ImportProgress,
  Me,
  NewProject,
  ProjectView,
  SigninWay,
  TemplateInfo,
} from '../../shared/api/hub';

const one = (id: string) => `/api/projects/${encodeURIComponent(id)}`;

/** The hub's REST interface, as far as the home pages use it. */
export const hub = {
  me: () => sendJson<Me>('GET', '/api/me'),
  signinWay: async () => (await sendJson<{ way: SigninWay }>('GET', '/api/signin')).way,
  /** Signs this browser in; where the person wanted to go. */
  signIn: async (token: string) =>
    (await sendJson<{ next: string }>('POST', '/api/signin', { body: { token } })).next,
  signOut: () => send('POST', '/signout'),
  templates: () => sendJson<TemplateInfo[]>('GET', '/api/templates'),
  projects: () => sendJson<ProjectView[]>('GET', '/api/projects'),
  project: (id: string) => sendJson<ProjectView>('GET', one(id)),
  create: (project: NewProject) =>
    sendJson<ProjectView>('POST', '/api/projects', { body: project }),
  rename: (id: string, name: string) => sendJson('PATCH', one(id), { body: { name } }),
  start: (id: string) => send('POST', `${one(id)}/start`),
  suspend: (id: string) => send('POST', `${one(id)}/suspend`),
  trash: (id: string) => send('POST', `${one(id)}/trash`),
  restore: (id: string) => send('POST', `${one(id)}/restore`),
  deleteForever: (id: string) => send('DELETE', one(id)),
  exportUrl: (id: string) => `${one(id)}/export`,

  /** Uploads a zip; yields what is stored so far, and ends when all of it is. */
  async *importZip(name: string, zip: Blob, signal: AbortSignal): AsyncGenerator<ImportProgress> {
    const response = await send('POST', `/api/projects/import?name=${encodeURIComponent(name)}`, {
      body: zip,
      headers: { 'Content-Type': 'application/zip' },
      signal,
    });
    yield* readLines<ImportProgress>(response);
  },
};
