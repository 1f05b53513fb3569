import { CircleAlert, GitCompareArrows, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../shared/ui/Button';
import { CompareDialog } from './CompareDialog';
import { closeDeleted, documentAt } from './documents';
import type { DocumentSync, SyncStatus, Version } from './DocumentSync';

/** Says above the text what stands between it and the project, and offers the ways out. */
export function SyncBar({ path, status }: { path: string; status: SyncStatus }) {
  const document = documentAt(path);
  if (!document) {
    return null;
  }
  const { sync } = document;
  switch (status.kind) {
    case 'conflict':
      return (
        document.kind === 'plain' && (
          <Conflict path={path} sync={document.sync} theirs={status.theirs} />
        )
      );
    case 'deleted':
      return (
        <div className="sync-bar" role="alert">
          <TriangleAlert size={16} aria-hidden />
          <span className="sync-bar__text">
            This file was deleted from the project.
            {status.unsaved && ' What you typed last is only in this browser.'}
          </span>
          <Button size="small" onClick={() => void closeDeleted(path)}>
            Close
          </Button>
          <Button size="small" variant="primary" onClick={() => void sync.bringBack()}>
            Bring it back
          </Button>
        </div>
      );
    case 'failed':
      return (
        <div className="sync-bar sync-bar--error" role="alert">
          <CircleAlert size={16} aria-hidden />
          <span className="sync-bar__text">
            Not saved: {status.problem.detail ?? status.problem.title}
          </span>
          <Button size="small" onClick={() => void sync.save()}>
            Try again
          </Button>
        </div>
      );
    default:
      return null;
  }
}

interface ConflictProps {
  path: string;
  sync: DocumentSync;
  theirs: Version;
}

function Conflict({ path, sync, theirs }: ConflictProps) {
  const [comparing, setComparing] = useState(false);
  return (
    <div className="sync-bar" role="alert">
      <TriangleAlert size={16} aria-hidden />
      <span className="sync-bar__text">
        The same lines changed here and in the project. Your text is kept, but not saved.
      </span>
      <Button size="small" icon={<GitCompareArrows size={14} />} onClick={() => setComparing(true)}>
        Compare
      </Button>
      <Button size="small" onClick={() => sync.takeTheirs()}>
        Take theirs
      </Button>
      <Button size="small" variant="primary" onClick={() => void sync.keepMine()}>
        Keep mine
      </Button>
      {comparing && (
        <CompareDialog path={path} theirs={theirs} onClose={() => setComparing(false)} />
      )}
    </div>
  );
}
