import { X } from 'lucide-react';
import { useEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import { displayPath, nameOf, parentOf } from '../../../shared/api/path';
import { ContextMenu, type MenuItems } from '../../../shared/ui/Menu';
import { FileIcon } from '../icons/FileIcon';
import { countedAs } from '../status/savedStatus';
import { close } from './documents';
import type { SyncStatus } from './DocumentSync';
import { moveTab, openFile, pinTab, showNeighbour, useEditor, type FileView } from './editorStore';
import type { Tab } from './tabs';

export function TabBar() {
  const { tabs, active, views } = useEditor();
  const [dropBefore, setDropBefore] = useState<string | null>(null);
  const names = tabs.map((tab) => nameOf(tab.path));
  if (tabs.length === 0) {
    return null;
  }
  return (
    <div className="tab-bar" role="tablist" aria-label="Open files" onKeyDown={walk}>
      {tabs.map((tab, index) => (
        <TabItem
          key={tab.path}
          tab={tab}
          active={tab.path === active}
          view={views[tab.path]}
          ambiguous={names.indexOf(names[index]!) !== names.lastIndexOf(names[index]!)}
          dropBefore={dropBefore === tab.path}
          onDropTarget={setDropBefore}
        />
      ))}
    </div>
  );
}

interface TabItemProps {
  tab: Tab;
  active: boolean;
  view: FileView | undefined;
  /** Another open file has the same name, so the directory is shown too. */
  ambiguous: boolean;
  dropBefore: boolean;
  onDropTarget(path: string | null): void;
}

function TabItem({ tab, active, view, ambiguous, dropBefore, onDropTarget }: TabItemProps) {
  const { path, preview } = tab;
  const element = useRef<HTMLDivElement>(null);
  const sync: SyncStatus = view?.kind === 'text' ? view.status : { kind: 'clean' };
  const status = sync.kind;
  const unsaved = countedAs(sync) !== null;
  useEffect(() => {
    if (active) {
      element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }, [active]);

  const classes = ['tab', `tab--${status}`];
  if (active) classes.push('tab--active');
  if (preview) classes.push('tab--preview');
  if (unsaved) classes.push('tab--unsaved');
  if (dropBefore) classes.push('tab--drop');
  const name = displayPath(nameOf(path));

  return (
    <ContextMenu items={() => tabMenu(path)}>
      <div
        ref={element}
        className={classes.join(' ')}
        role="tab"
        tabIndex={active ? 0 : -1}
        aria-selected={active}
        aria-keyshortcuts="Delete"
        aria-label={unsaved ? `${name}, not saved yet` : name}
        title={displayPath(path)}
        draggable
        onClick={() => openFile(path, { preview: true, focus: true })}
        onDoubleClick={() => pinTab(path)}
        onMouseDown={(event) => event.button === 1 && event.preventDefault()}
        onAuxClick={(event) => event.button === 1 && void close(path)}
        onDragStart={(event) => event.dataTransfer.setData('application/x-atrium-tab', path)}
        onDragOver={(event) => acceptTab(event, () => onDropTarget(path))}
        onDragLeave={() => onDropTarget(null)}
        onDrop={(event) => {
          onDropTarget(null);
          moveTab(event.dataTransfer.getData('application/x-atrium-tab'), path);
        }}
      >
        <FileIcon path={path} />
        <span className="tab__name">
          {name}
          {ambiguous && ` – ${displayPath(parentOf(path)) || '/'}`}
        </span>
        {/* For the pointer only: a tab may hold nothing else that takes the focus. Delete closes, too. */}
        <span
          className="icon-button tab__close"
          aria-hidden
          title="Close"
          onClick={(event) => {
            event.stopPropagation();
            void close(path);
          }}
        >
          <X size={14} />
        </span>
      </div>
    </ContextMenu>
  );
}

function tabMenu(path: string): MenuItems {
  const others = useEditor.getState().tabs.filter((tab) => tab.path !== path);
  const right = others.slice(useEditor.getState().tabs.findIndex((tab) => tab.path === path));
  const closeAll = (tabs: Tab[]) => tabs.forEach((tab) => void close(tab.path));
  return [
    { label: 'Close', onSelect: () => void close(path) },
    { label: 'Close others', disabled: others.length === 0, onSelect: () => closeAll(others) },
    { label: 'Close to the right', disabled: right.length === 0, onSelect: () => closeAll(right) },
    null,
    { label: 'Keep open', onSelect: () => pinTab(path) },
    { label: 'Copy path', onSelect: () => void navigator.clipboard.writeText(displayPath(path)) },
  ];
}

function acceptTab(event: DragEvent, accept: () => void): void {
  if (event.dataTransfer.types.includes('application/x-atrium-tab')) {
    event.preventDefault();
    accept();
  }
}

function walk(event: KeyboardEvent): void {
  const steps = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (steps) {
    event.preventDefault();
    showNeighbour(steps);
    const bar = event.currentTarget;
    requestAnimationFrame(() => bar.querySelector<HTMLElement>('[aria-selected=true]')?.focus());
  } else if (event.key === 'Delete') {
    const { active } = useEditor.getState();
    if (active !== null) {
      void close(active);
    }
  }
}
