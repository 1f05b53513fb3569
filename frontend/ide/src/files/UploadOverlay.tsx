import { useState } from 'react';
import { displayPath } from '../../../shared/api/path';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { ProgressBar } from '../../../shared/ui/Spinner';
import { formatBytes } from '../editor/fileTypes';
import { useUploads } from './uploads';

/** How far an upload is, and what to do about files that exist already. */
export function UploadOverlay() {
  const { progress, conflict, cancel } = useUploads();
  const [forAll, setForAll] = useState(false);
  return (
    <>
      {progress && (
        <div className="upload-overlay" role="status">
          <div className="upload-overlay__line">
            <span>
              Uploading {progress.files} of {progress.totalFiles}, {formatBytes(progress.bytes)}
            </span>
            <button type="button" onClick={cancel}>
              Cancel
            </button>
          </div>
          <ProgressBar
            value={progress.totalBytes > 0 ? progress.bytes / progress.totalBytes : null}
            label="Uploading"
          />
        </div>
      )}
      <Dialog
        open={conflict !== null}
        onOpenChange={(open) => !open && conflict?.answer('skip', forAll)}
        title="It exists already"
        description={conflict && `${displayPath(conflict.path)} is in the project already.`}
        footer={
          <>
            <Button onClick={() => conflict?.answer('skip', forAll)}>Skip</Button>
            <Button onClick={() => conflict?.answer('keep-both', forAll)}>Keep both</Button>
            <Button variant="primary" onClick={() => conflict?.answer('replace', forAll)}>
              Replace
            </Button>
          </>
        }
      >
        <label className="upload-conflict__all">
          <input
            type="checkbox"
            checked={forAll}
            onChange={(event) => setForAll(event.target.checked)}
          />
          Do the same for all the others
        </label>
      </Dialog>
    </>
  );
}
