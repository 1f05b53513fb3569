import {
  ChevronDown,
  ChevronUp,
  Eraser,
  Play,
  Plus,
  Search,
  SquareTerminal,
  X,
} from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button, IconButton } from '../../../shared/ui/Button';
import { EmptyState } from '../../../shared/ui/EmptyState';
import { ContextMenu } from '../../../shared/ui/Menu';
import { Spinner } from '../../../shared/ui/Spinner';
import { showKeys } from '../commands/keys';
import { setLayout } from '../layout/layoutStore';
import { useCanWrite, useSession } from '../session/sessionStore';
import './TerminalPanel.css';
import { TerminalScreen } from './TerminalScreen';
import { closeTerminal, openTerminal, screenOf } from './terminals';
import {
  activate,
  focusTerminal,
  nameTerminal,
  useTerminals,
  type TerminalTab,
} from './terminalStore';

/** The panel at the bottom: terminals, one tab each. */
export function TerminalPanel() {
  const { tabs, active, opening, ready } = useTerminals();
  const canWrite = useCanWrite();
  const connected = useSession((session) => session.connection === 'connected');
  const [finding, setFinding] = useState(false);
  const asked = useRef(false);

  useEffect(() => {
    // The panel opened with nothing in it: a shell is what people came for. What opened the panel
    // asked for the keyboard too, but for a page that was loaded with it open.
    if (connected && canWrite && ready && tabs.length === 0 && !asked.current) {
      asked.current = true;
      void openTerminal({ focus: false });
    }
  }, [connected, canWrite, ready, tabs.length]);

  return (
    <div className="panel">
      <header className="panel__header">
        <div className="panel__tabs" role="tablist" aria-label="Terminals" onKeyDown={walk}>
          {tabs.map((tab) => (
            <PanelTab key={tab.terminal} tab={tab} active={tab.terminal === active} />
          ))}
        </div>
        {canWrite && (
          <IconButton
            label="New terminal"
            keys={showKeys('Ctrl+Shift+Backquote')}
            side="top"
            disabled={!connected || opening}
            onClick={() => void openTerminal()}
          >
            {opening ? <Spinner size={14} /> : <Plus size={16} />}
          </IconButton>
        )}
        <span className="panel__gap" />
        {active !== null && (
          <>
            <IconButton
              label="Find in terminal"
              side="top"
              aria-pressed={finding}
              onClick={() => setFinding(!finding)}
            >
              <Search size={14} />
            </IconButton>
            <IconButton label="Clear" side="top" onClick={() => screenOf(active)?.clear()}>
              <Eraser size={15} />
            </IconButton>
          </>
        )}
        <IconButton
          label="Hide the panel"
          keys={showKeys('Mod+J')}
          side="top"
          onClick={() => setLayout({ panelOpen: false })}
        >
          <ChevronDown size={16} />
        </IconButton>
      </header>
      <div className="panel__content">
        {active === null ? (
          <EmptyState
            icon={<SquareTerminal size={28} strokeWidth={1.3} />}
            title="No terminal is open"
          >
            {canWrite && (
              <Button
                size="small"
                disabled={!connected}
                busy={opening}
                onClick={() => void openTerminal()}
              >
                New terminal
              </Button>
            )}
          </EmptyState>
        ) : (
          <TerminalScreen key={active} terminal={active} />
        )}
        {finding && active !== null && (
          <FindBar terminal={active} onClose={() => setFinding(false)} />
        )}
      </div>
    </div>
  );
}

function PanelTab({ tab, active }: { tab: TerminalTab; active: boolean }) {
  const given = useTerminals((terminals) => terminals.names[tab.terminal]);
  const [renaming, setRenaming] = useState(false);
  const name = given || tab.title || 'shell';
  const ended = tab.exitCode !== null || tab.lost;
  const classes = ['panel-tab'];
  if (active) classes.push('panel-tab--active');
  if (ended) classes.push('panel-tab--ended');
  return (
    <ContextMenu
      items={() => [
        { label: 'Rename', onSelect: () => window.setTimeout(() => setRenaming(true)) },
        {
          label: 'Copy all selected',
          disabled: !screenOf(tab.terminal)?.selection(),
          onSelect: () =>
            void navigator.clipboard.writeText(screenOf(tab.terminal)?.selection() ?? ''),
        },
        null,
        { label: 'Kill', danger: true, onSelect: () => closeTerminal(tab.terminal) },
      ]}
    >
      <div
        className={classes.join(' ')}
        role="tab"
        aria-selected={active}
        aria-keyshortcuts="Delete"
        tabIndex={active ? 0 : -1}
        title={name}
        onClick={() => {
          activate(tab.terminal);
          focusTerminal();
        }}
        onDoubleClick={() => setRenaming(true)}
        onAuxClick={(event) => event.button === 1 && closeTerminal(tab.terminal)}
      >
        {tab.run ? <Play size={13} aria-hidden /> : <SquareTerminal size={14} aria-hidden />}
        {renaming ? (
          <input
            className="panel-tab__input"
            aria-label="Name of the terminal"
            defaultValue={name}
            autoFocus
            onKeyDown={(event) => {
              event.stopPropagation();
              if (event.key === 'Enter') {
                nameTerminal(tab.terminal, event.currentTarget.value);
              }
              if (event.key === 'Enter' || event.key === 'Escape') {
                setRenaming(false);
              }
            }}
            onBlur={() => setRenaming(false)}
          />
        ) : (
          <span className="panel-tab__name">{name}</span>
        )}
        {tab.exitCode !== null && <span className="panel-tab__code">{tab.exitCode}</span>}
        <span
          className="icon-button panel-tab__close"
          aria-hidden
          title="Kill"
          onClick={(event) => {
            event.stopPropagation();
            closeTerminal(tab.terminal);
          }}
        >
          <X size={13} />
        </span>
      </div>
    </ContextMenu>
  );
}

function FindBar({ terminal, onClose }: { terminal: number; onClose(): void }) {
  const [text, setText] = useState('');
  const search = screenOf(terminal)?.search;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      search?.clearDecorations();
      screenOf(terminal)?.focus();
      onClose();
    } else if (event.key === 'Enter') {
      void (event.shiftKey ? search?.findNext(text) : search?.findPrevious(text));
    }
  };
  return (
    <div className="panel__find" role="search">
      <input
        aria-label="Find in terminal"
        placeholder="Find"
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          search?.findPrevious(event.target.value, { incremental: true });
        }}
        onKeyDown={onKeyDown}
      />
      <IconButton label="Earlier" onClick={() => search?.findPrevious(text)}>
        <ChevronUp size={14} />
      </IconButton>
      <IconButton label="Later" onClick={() => search?.findNext(text)}>
        <ChevronDown size={14} />
      </IconButton>
    </div>
  );
}

function walk(event: KeyboardEvent): void {
  const { tabs, active } = useTerminals.getState();
  const steps = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (steps && tabs.length > 0) {
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.terminal === active);
    activate(tabs[(at + steps + tabs.length) % tabs.length]!.terminal);
    const list = event.currentTarget;
    requestAnimationFrame(() => list.querySelector<HTMLElement>('[aria-selected=true]')?.focus());
  } else if (event.key === 'Delete' && active !== null) {
    closeTerminal(active);
  }
}
