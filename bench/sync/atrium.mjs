import { cpSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { run } from '../lib/process.mjs';
import { launchRunner } from '../lib/runner.mjs';
import { changeOne, countFiles } from './dataset.mjs';
import { SyncSession } from './session.mjs';

const POLL_MILLIS = 100;
const PUSH_MILLIS = 120_000;
const EDIT_MILLIS = 10_000;
/** A project's own requests have ended when none came for so long. */
const QUIET_MILLIS = 1500;
const TEXT = 'typed.txt';
const FOLDER = 'data';

/** A project in the installation's storage and the directory of its runner. */
export class AtriumProject {
  constructor(place, id) {
    this.place = place;
    this.id = id;
    this.home = join(place.scratch, id);
    this.folder = join(this.home, 'project', FOLDER);
    this.projected = join(place.home, 's3', place.store.bucket, 'projects', id, 'files', FOLDER);
  }

  async create() {
    rmSync(this.home, { recursive: true, force: true });
    await this.#storage('POST', '', { id: this.id, template: 'web', binding: { cluster: 'local', namespace: 'local', owner: 'bench' } });
  }

  async delete() {
    rmSync(this.home, { recursive: true, force: true });
    await this.#storage('POST', `/${this.id}/trash`);
    await this.#storage('DELETE', `/${this.id}`);
  }

  async #storage(method, path, body) {
    const { installation } = this.place;
    const token = installation.signer.sign({ aud: 'atrium:init-service', sub: 'hub' });
    const answer = await fetch(`${installation.url}/storage/projects${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    }
  }

  /** Starts the runner and opens a window on it. */
  async start() {
    const { java, jar, installation, aotCache, WebSocket } = this.place;
    this.runner = await launchRunner({
      java, jar, aotCache, home: this.home, project: this.id,
      storageUrl: installation.url, signer: installation.signer,
    });
    this.session = await SyncSession.open(WebSocket, this.runner);
    return this.runner.readySeconds;
  }

  async stop() {
    this.session?.close();
    await this.runner?.stop();
    this.runner = null;
  }

  /** Forgets everything that this machine has of the project. */
  forget() {
    rmSync(this.home, { recursive: true, force: true });
  }

  /** Puts the data beside the project, so that it can appear in it at once. */
  async stage(data) {
    this.staged = join(this.home, 'staged');
    cpSync(data.directory, this.staged, { recursive: true });
    await run('sync', []);
  }

  /**
   * The data appear in the project's directory.
   *
   * @returns the seconds until the last saved frame that covers them, and until the projection has them
   */
  async push(data) {
    const began = performance.now();
    renameSync(this.staged, this.folder);
    while (!this.#isProjected(data)) {
      if (performance.now() - began > PUSH_MILLIS) {
        throw new Error(`${countFiles(this.projected)} of ${data.count} files projected in ${PUSH_MILLIS / 1000} s`);
      }
      await pause(POLL_MILLIS);
    }
    const projected = performance.now();
    await this.session.until(() => this.session.allSaved, EDIT_MILLIS, 'Saved');
    return { saved: (this.session.savedAt - began) / 1000, projected: (projected - began) / 1000 };
  }

  #isProjected(data) {
    return (
      this.session.allSaved &&
      countFiles(this.projected) === data.count &&
      // The store writes a large object under another name first.
      statSync(join(this.projected, data.big), { throwIfNoEntry: false })?.size === data.bigBytes
    );
  }

  /** Whether the project's directory holds every file of the data. */
  holds(data) {
    return countFiles(this.folder) === data.count;
  }

  /** A program on this machine changes one file. */
  async changeOne(data) {
    const before = this.session.saved.acknowledged;
    changeOne(this.folder, data.one);
    const covered = () => this.session.saved.acknowledged > before && this.session.allSaved;
    await this.session.until(covered, EDIT_MILLIS, 'Saved after a change on disk');
  }

  /** Makes the text file that is typed into. */
  async openText() {
    const { hash } = await this.session.ask({ type: 'updateContent', id: 1, path: TEXT, base: null, content: '' });
    this.text = { hash, length: 0 };
    await this.session.until(() => this.session.allSaved, EDIT_MILLIS, 'Saved of a new file');
  }

  /**
   * A window types `count` characters, one every `interval` ms, each an edit of its own.
   *
   * @returns the milliseconds of each until it was acknowledged, and until it was saved
   */
  async type(count, interval) {
    const millis = { acknowledged: [], saved: [] };
    const waiting = [];
    for (let i = 0; i < count; i++) {
      const sent = performance.now();
      const { seq } = await this.#key();
      millis.acknowledged.push(performance.now() - sent);
      const saved = this.session.until(() => this.session.saved.saved >= seq, EDIT_MILLIS, `Saved of edit ${i + 1}`);
      waiting.push(saved.then(() => millis.saved.push(performance.now() - sent)));
      await pause(Math.max(0, interval - (performance.now() - sent)));
    }
    await Promise.all(waiting);
    return millis;
  }

  async #key() {
    const patch = [{ offset: this.text.length, length: 0, text: 'x' }];
    const id = this.text.length + 2;
    const updated = await this.session.ask({ type: 'updateContent', id, path: TEXT, base: this.text.hash, patch });
    this.text = { hash: updated.hash, length: this.text.length + 1 };
    return updated;
  }
}

/** Waits until nothing has gone through the proxy for a while; returns what had. */
export async function settled(proxy) {
  let requests = proxy.take();
  for (let more = [null]; more.length > 0; requests = [...requests, ...more]) {
    await pause(QUIET_MILLIS);
    more = proxy.take();
  }
  return requests.filter(Boolean);
}
