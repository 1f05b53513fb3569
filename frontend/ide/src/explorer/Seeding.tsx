import { ProgressBar } from '../../../shared/ui/Spinner';
import { formatBytes } from '../editor/fileTypes';
import { useDelayed } from '../editor/useDelayed';
import { useSession } from '../session/sessionStore';

/** What stands in the explorer's place until the project's files are there. */
export function Seeding() {
  const seeding = useSession((session) => session.seeding);
  // A new project is there in a moment; words that flash up and go would only disturb.
  const slow = useDelayed(500);
  if (!seeding || (seeding.totalFiles === 0 && !slow)) {
    return (
      <div className="seeding" role="status" aria-label="Connecting">
        {[68, 44, 56, 80, 38, 62].map((width, index) => (
          <div key={index} className="seeding__line" style={{ width: `${width}%` }} />
        ))}
      </div>
    );
  }
  const { doneBytes, totalBytes, doneFiles, totalFiles } = seeding;
  const files = totalFiles > 0 ? `${doneFiles} of ${totalFiles} files` : `${doneFiles} files`;
  return (
    <div className="seeding">
      <p className="seeding__text">Fetching the project’s files…</p>
      <ProgressBar
        value={totalBytes > 0 ? doneBytes / totalBytes : null}
        label="Fetching the project’s files"
      />
      <p className="seeding__detail">
        {files}, {formatBytes(doneBytes)}
      </p>
    </div>
  );
}
