import { Mark } from '../../../shared/ui/Mark';
import { showKeys } from '../commands/keys';

const KEYS: [string, string][] = [
  ['Go to file', 'Mod+P'],
  ['All commands', 'Mod+Shift+P'],
  ['Find in files', 'Mod+Shift+F'],
  ['Terminal', 'Ctrl+Backquote'],
];

/** What the editor shows while no file is open: how to get on. */
export function Welcome() {
  return (
    <div className="empty-state">
      <Mark size={44} />
      <dl className="welcome__keys">
        {KEYS.map(([title, keys]) => (
          <div key={keys} style={{ display: 'contents' }}>
            <dt>{title}</dt>
            <dd>
              <kbd>{showKeys(keys)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
