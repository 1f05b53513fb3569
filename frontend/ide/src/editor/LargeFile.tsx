import { Info } from 'lucide-react';
import { useEffect, useState } from 'react';
import { displayPath, nameOf } from '../../../shared/api/path';
import { describe } from '../../../shared/api/problem';
import { Button } from '../../../shared/ui/Button';
import { download } from '../files/fileActions';
import { readStart } from '../files/readStart';
import { formatBytes } from './fileTypes';

/** So much of a file is shown: enough to see what it is, little enough to show at once. */
const SHOWN_BYTES = 1024 * 1024;

/** The beginning of a file that is too large to be edited, to be read only. */
export function LargeFile({ path }: { path: string }) {
  const [text, setText] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const name = displayPath(nameOf(path));

  useEffect(() => {
    const reading = new AbortController();
    readStart(path, SHOWN_BYTES, reading.signal).then(setText, (error: unknown) => {
      if (!reading.signal.aborted) {
        setFailure(describe(error));
      }
    });
    return () => reading.abort();
  }, [path]);

  return (
    <div className="large-file">
      <div className="sync-bar" role="status">
        <Info size={16} aria-hidden />
        <span className="sync-bar__text">
          {failure ??
            `Too large to be edited. Here is its first ${formatBytes(SHOWN_BYTES)}, read-only.`}
        </span>
        <Button size="small" onClick={() => download(path, true)}>
          Download {name}
        </Button>
      </div>
      <pre className="large-file__text" tabIndex={0} role="region" aria-label={`Start of ${name}`}>
        {text}
      </pre>
    </div>
  );
}
