import { displayPath, nameOf, parentOf } from '../../../shared/api/path';
import { showSide } from '../layout/layoutStore';
import { reveal } from '../explorer/treeStore';

/** Where the open file lies; each part leads to it in the explorer. */
export function Breadcrumbs({ path }: { path: string }) {
  const parts: string[] = [];
  for (let part = path; part !== ''; part = parentOf(part)) {
    parts.unshift(part);
  }
  const show = (part: string) => {
    showSide('explorer');
    void reveal(part);
  };
  return (
    <nav className="breadcrumbs" aria-label="Path of the open file">
      <ol>
        {parts.map((part) => (
          <li key={part}>
            <button type="button" onClick={() => show(part)}>
              {displayPath(nameOf(part))}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
