import { Files, Globe, Search, Settings, SquareTerminal } from 'lucide-react';
import { IconButton } from '../../../shared/ui/Button';
import { DropdownMenu } from '../../../shared/ui/Menu';
import { run } from '../commands/commands';
import { showKeys } from '../commands/keys';
import { useTheme, type ThemeChoice } from '../../../shared/design/theme';
import { focusTerminal } from '../terminal/terminalStore';
import { setLayout, toggleSide, useLayout } from './layoutStore';

const THEMES: [ThemeChoice, string][] = [
  ['system', 'Theme: like the system'],
  ['light', 'Theme: light'],
  ['dark', 'Theme: dark'],
];

export function ActivityBar() {
  const { side, sideOpen, panelOpen, previewOpen } = useLayout();
  const { choice, choose } = useTheme();
  return (
    <nav className="activity-bar" aria-label="Views">
      <IconButton
        label="Explorer"
        keys={showKeys('Mod+Shift+E')}
        side="right"
        aria-pressed={sideOpen && side === 'explorer'}
        onClick={() => toggleSide('explorer')}
      >
        <Files size={20} strokeWidth={1.6} />
      </IconButton>
      <IconButton
        label="Search"
        keys={showKeys('Mod+Shift+F')}
        side="right"
        aria-pressed={sideOpen && side === 'search'}
        onClick={() => toggleSide('search')}
      >
        <Search size={20} strokeWidth={1.6} />
      </IconButton>
      <span className="activity-bar__gap" />
      <IconButton
        label="Preview"
        side="right"
        aria-pressed={previewOpen}
        onClick={() => setLayout({ previewOpen: !previewOpen })}
      >
        <Globe size={20} strokeWidth={1.6} />
      </IconButton>
      <IconButton
        label="Terminal"
        keys={showKeys('Ctrl+Backquote')}
        side="right"
        aria-pressed={panelOpen}
        onClick={() => {
          setLayout({ panelOpen: !panelOpen });
          focusTerminal();
        }}
      >
        <SquareTerminal size={20} strokeWidth={1.6} />
      </IconButton>
      <DropdownMenu
        side="right"
        align="end"
        items={[
          ...THEMES.map(([key, label]) => ({
            label,
            checked: key === choice,
            onSelect: () => choose(key),
          })),
          null,
          { label: 'All commands', keys: showKeys('Mod+Shift+P'), onSelect: () => run('palette') },
          { label: 'Download the project', onSelect: () => run('download-project') },
          { label: 'Back to projects', onSelect: () => run('home') },
        ]}
      >
        <button type="button" className="icon-button" aria-label="Settings">
          <Settings size={20} strokeWidth={1.6} />
        </button>
      </DropdownMenu>
    </nav>
  );
}
