import { create } from 'zustand';
import { join, nameOf, parentOf } from '../../../shared/api/path';
import { ProblemError, problemOf, type Problem } from '../../../shared/api/problem';
import { toast } from '../../../shared/ui/toasts';
import { freeName, listedAncestor } from '../explorer/treeModel';
import { refresh, useTree } from '../explorer/treeStore';
import { fileUrl } from './fileActions';

export interface UploadItem {
  path: string;
  file: File;
}

export type ConflictAnswer = 'replace' | 'keep-both' | 'skip';

interface Uploads {
  /** Null when nothing is being uploaded. */
  progress: { files: number; totalFiles: number; bytes: number; totalBytes: number } | null;
  /** The file that exists already, while a person is being asked. */
  conflict: { path: string; answer(answer: ConflictAnswer, forAll: boolean): void } | null;
  cancel(): void;
}

const AT_ONCE = 3;

export const useUploads = create<Uploads>()(() => ({
  progress: null,
  conflict: null,
  cancel: () => undefined,
}));

/** Uploads files one after another, a few at once; asks what to do with those that exist already. */
export async function upload(items: UploadItem[]): Promise<void> {
  if (items.length === 0) {
    return;
  }
  const batch = new Batch(items);
  await batch.run();
  const { directories } = useTree.getState();
  const stale = new Set<string>();
  items.forEach(({ path }) => stale.add(listedAncestor(directories, path)));
  refresh([...stale]);
  batch.report();
}

/** The files of a drop, those in directories included. */
export async function droppedItems(transfer: DataTransfer, into: string): Promise<UploadItem[]> {
  // The list is only there during the event, so the entries are taken before anything is awaited.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const items = await Promise.all(entries.map((entry) => entry && filesIn(entry, into)));
  return items.flatMap((found) => found ?? []);
}

async function filesIn(entry: FileSystemEntry, parent: string): Promise<UploadItem[]> {
  const path = join(parent, entry.name);
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ path, file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const items: UploadItem[] = [];
  for (;;) {
    const children = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (children.length === 0) {
      return items;
    }
    for (const child of children) {
      items.push(...(await filesIn(child, path)));
    }
  }
}

class Batch {
  private readonly waiting: UploadItem[];
  private readonly requests = new Set<XMLHttpRequest>();
  private readonly sent = new Map<UploadItem, number>();
  private readonly totalBytes: number;
  private done = 0;
  private failed: { path: string; problem: Problem }[] = [];
  private answerForAll: ConflictAnswer | null = null;
  private asking: Promise<unknown> = Promise.resolve();
  private cancelled = false;

  constructor(private readonly items: UploadItem[]) {
    this.waiting = [...items];
    this.totalBytes = items.reduce((sum, { file }) => sum + file.size, 0);
  }

  async run(): Promise<void> {
    useUploads.setState({ cancel: () => this.cancel() });
    this.publish();
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.work()));
    useUploads.setState({ progress: null, conflict: null });
  }

  report(): void {
    const [first] = this.failed;
    if (first) {
      const others = this.failed.length > 1 ? ` (and ${this.failed.length - 1} more)` : '';
      toast('error', `${first.path} was not uploaded${others}`, first.problem.detail ?? undefined);
    } else if (!this.cancelled) {
      toast('success', this.done === 1 ? 'One file uploaded' : `${this.done} files uploaded`);
    }
  }

  private async work(): Promise<void> {
    for (let item = this.waiting.shift(); item; item = this.waiting.shift()) {
      try {
        await this.put(item);
      } catch (error) {
        if (!this.cancelled) {
          this.failed.push({
            path: item.path,
            problem:
              error instanceof ProblemError
                ? error.problem
                : problemOf('internal', 'Not uploaded', String(error)),
          });
        }
      }
    }
  }

  private async put(item: UploadItem): Promise<void> {
    try {
      await this.request(item, item.path, { 'If-None-Match': '*' });
    } catch (error) {
      if (!(error instanceof ProblemError) || ![409, 412].includes(error.problem.status)) {
        throw error;
      }
      await this.resolve(item);
    }
    this.done++;
    this.publish();
  }

  private async resolve(item: UploadItem): Promise<void> {
    switch (await this.ask(item.path)) {
      case 'replace': {
        const now = await fetch(fileUrl(item.path), { method: 'HEAD' });
        await this.request(item, item.path, { 'If-Match': now.headers.get('ETag') ?? '*' });
        break;
      }
      case 'keep-both': {
        const parent = parentOf(item.path);
        const entries = useTree.getState().directories.get(parent)?.entries ?? [];
        const name = freeName(nameOf(item.path), new Set(entries.map((entry) => entry.name)));
        await this.request(item, join(parent, name), { 'If-None-Match': '*' });
        break;
      }
      case 'skip':
        this.done--;
    }
  }

  /** One question at a time, in the order of the conflicts. */
  private ask(path: string): Promise<ConflictAnswer> {
    const answer = this.asking.then(
      () =>
        this.answerForAll ??
        new Promise<ConflictAnswer>((resolve) =>
          useUploads.setState({
            conflict: {
              path,
              answer: (chosen, forAll) => {
                this.answerForAll = forAll ? chosen : null;
                useUploads.setState({ conflict: null });
                resolve(chosen);
              },
            },
          }),
        ),
    );
    this.asking = answer;
    return answer;
  }

  /** By XMLHttpRequest: fetch does not tell how much has been sent. */
  private request(item: UploadItem, path: string, headers: Record<string, string>): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.requests.add(request);
      request.open('PUT', fileUrl(path));
      Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
      request.upload.onprogress = ({ loaded }) => {
        this.sent.set(item, loaded);
        this.publish();
      };
      request.onloadend = () => {
        this.requests.delete(request);
        this.sent.set(item, item.file.size);
        if (request.status >= 200 && request.status < 300) {
          resolve();
        } else {
          reject(new ProblemError(problemFrom(request)));
        }
      };
      request.send(item.file);
    });
  }

  private cancel(): void {
    this.cancelled = true;
    this.waiting.length = 0;
    this.requests.forEach((request) => request.abort());
  }

  private publish(): void {
    useUploads.setState({
      progress: {
        files: this.done,
        totalFiles: this.items.length,
        bytes: [...this.sent.values()].reduce((sum, bytes) => sum + bytes, 0),
        totalBytes: this.totalBytes,
      },
    });
  }
}

function problemFrom(request: XMLHttpRequest): Problem {
  try {
    return JSON.parse(request.responseText) as Problem;
  } catch {
    return problemOf('offline', 'No connection', 'The project does not answer.', request.status);
  }
}
