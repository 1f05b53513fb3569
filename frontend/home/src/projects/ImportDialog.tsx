import { FileArchive } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import type { ImportProgress } from '../../../shared/api/hub';
import { describe } from '../../../shared/api/problem';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { ProgressBar } from '../../../shared/ui/Spinner';
import { TextField } from '../../../shared/ui/TextField';
import { hub } from '../hub';
import './ImportDialog.css';
import { NAME_LIMIT, nameError, nameOfArchive } from './names';

/** Makes a project of a zip: the person sees how far it is, and why when it is refused. */
export function ImportDialog({ onClose }: { onClose(): void }) {
  const [zip, setZip] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const running = useRef<AbortController | null>(null);
  const busy = progress !== null;

  const choose = (file: File | undefined) => {
    if (file) {
      setZip(file);
      setError(null);
      setName((chosen) => chosen || nameOfArchive(file.name));
    }
  };
  const close = () => {
    running.current?.abort();
    onClose();
  };
  const start = async () => {
    const wrong = zip ? nameError(name) : 'Choose a zip file.';
    if (wrong || !zip) {
      setError(wrong);
      return;
    }
    setError(null);
    setProgress({ files: 0, bytes: 0, done: false, problem: null });
    running.current = new AbortController();
    try {
      await follow(hub.importZip(name.trim(), zip, running.current.signal), setProgress);
      onClose();
    } catch (failure) {
      setProgress(null);
      if (!running.current.signal.aborted) {
        setError(describe(failure));
      }
    }
  };

  return (
    <Dialog
      open
      onOpenChange={close}
      title="Import a project"
      description="A zip of a project: git archive, or what GitHub's Download ZIP gives."
      width={480}
      onSubmit={() => void start()}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Import
          </Button>
        </>
      }
    >
      <DropZone zip={zip} disabled={busy} onChoose={choose} />
      <TextField
        label="Name"
        value={name}
        maxLength={NAME_LIMIT}
        error={error}
        disabled={busy}
        onChange={(event) => setName(event.target.value)}
      />
      {progress && (
        <div className="import-progress">
          <ProgressBar value={null} label="Import" />
          <p role="status">
            {progress.files === 0
              ? 'Sending the archive…'
              : `${progress.files.toLocaleString('en')} files stored`}
          </p>
        </div>
      )}
    </Dialog>
  );
}

/** @throws Error with the problem that ended it, or if it ended without saying that it is whole */
async function follow(
  steps: AsyncGenerator<ImportProgress>,
  show: (progress: ImportProgress) => void,
) {
  let done = false;
  for await (const step of steps) {
    if (step.problem) {
      throw new Error(step.problem.detail ?? step.problem.title);
    }
    show(step);
    done = step.done;
  }
  if (!done) {
    throw new Error('The connection broke before the import was whole. Nothing was kept.');
  }
}

function DropZone(props: {
  zip: File | null;
  disabled: boolean;
  onChoose(file: File | undefined): void;
}) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    props.onChoose(event.dataTransfer.files[0]);
  };
  return (
    <label
      className={over ? 'drop drop--over' : 'drop'}
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileArchive size={22} aria-hidden />
      {props.zip ? props.zip.name : 'Drop a zip here, or choose one'}
      <input
        type="file"
        accept=".zip,application/zip"
        className="visually-hidden"
        aria-label="Zip file"
        disabled={props.disabled}
        onChange={(event) => props.onChoose(event.target.files?.[0])}
      />
    </label>
  );
}
