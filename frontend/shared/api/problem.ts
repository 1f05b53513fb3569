/** A problem detail (RFC 9457); mirrors `dev.atrium.api.problem.Problem`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string | null;
  field?: string | null;
}

const PREFIX = 'urn:atrium:problem:';

/** The kinds that pages decide by; `offline` is the page's own, for a server that does not answer. */
export type ProblemKind =
  | 'already-exists'
  | 'changed-meanwhile'
  | 'epoch-superseded'
  | 'internal'
  | 'not-a-regular-file'
  | 'not-allowed'
  | 'not-found'
  | 'not-ready'
  | 'not-signed-in'
  | 'not-text'
  | 'nothing-listens'
  | 'offline'
  | 'out-of-space'
  | 'storage-unreachable'
  | 'too-large'
  | 'too-many';

export function isProblem(problem: Problem, kind: ProblemKind): boolean {
  return problem.type === PREFIX + kind;
}

/** A problem as an exception, so that callers can `await` and catch. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
  }

  is(kind: ProblemKind): boolean {
    return isProblem(this.problem, kind);
  }
}

export function problemOf(kind: ProblemKind, title: string, detail: string, status = 0): Problem {
  return { type: PREFIX + kind, title, status, detail };
}

/** What went wrong, as a sentence for a person. */
export function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
