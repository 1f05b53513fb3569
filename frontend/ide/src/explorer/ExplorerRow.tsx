import { ChevronRight, Link2, Plug } from 'lucide-react';
import type { DragEvent, MouseEvent } from 'react';
import { displayPath, join, nameOf, parentOf } from '../../../shared/api/path';
import { openFile } from '../editor/editorStore';
import { createDirectory, createFile, move } from '../files/fileActions';
import { FileIcon, FolderIcon } from '../icons/FileIcon';
import { NameInput } from './NameInput';
import type { Note, Row } from './treeModel';
import { collapse, endInput, expand, focusRow, refresh, useTree } from './treeStore';

export interface ExplorerRowProps {
  row: Row;
  id: string;
  top: number;
  focused: boolean;
  selected: boolean;
  /** Whether its file is the one in the editor. */
  open: boolean;
  dropTarget: boolean;
  canWrite: boolean;
  /** Selects by a click with Ctrl or Shift; false if it is a plain one. */
  onSelect(event: MouseEvent, path: string): boolean;
  /** The paths that are dragged with this one, itself among them. */
  dragged(path: string): string[];
}

const INDENT = 12;

/** What a drag within the tree carries: a JSON array of paths. */
export const DRAGGED = 'application/x-atrium-paths';

export function ExplorerRow(props: ExplorerRowProps) {
  const { row, id, top } = props;
  const place = {
    transform: `translateY(${top}px)`,
    paddingLeft: 8 + row.depth * INDENT,
  };
  switch (row.kind) {
    case 'entry':
      return <EntryRow {...props} row={row} place={place} />;
    case 'draft':
      return (
        <div id={id} className="row" style={place} role="none">
          <span className="row__twist" />
          {row.directory ? <FolderIcon open={false} /> : <FileIcon path="" />}
          <NameInput
            label={row.directory ? 'Name of the new folder' : 'Name of the new file'}
            initial=""
            nested
            onCancel={endInput}
            onSubmit={async (name) => {
              endInput();
              const path = join(parentOf(row.path), name);
              await (row.directory ? createDirectory(path) : createFile(path));
            }}
          />
        </div>
      );
    case 'note':
      return (
        <div
          id={id}
          className="row row--note"
          style={place}
          role="treeitem"
          aria-level={row.depth + 1}
        >
          <span className="row__twist" />
          <NoteText note={row.note} path={parentOf(row.path)} />
        </div>
      );
  }
}

function EntryRow(
  props: ExplorerRowProps & { row: Row & { kind: 'entry' }; place: React.CSSProperties },
) {
  const { row, id, place, focused, selected, open, dropTarget, canWrite } = props;
  const { entry, path } = row;
  const renaming = useTree((tree) => tree.renaming === path);
  const directory = entry.kind === 'DIRECTORY';
  const openable = entry.kind === 'FILE';
  const classes = ['row'];
  if (focused) classes.push('row--focused');
  if (selected) classes.push('row--selected');
  if (open) classes.push('row--open');
  if (dropTarget) classes.push('row--drop');
  if (entry.localOnly) classes.push('row--local');

  const onClick = (event: MouseEvent) => {
    if (props.onSelect(event, path)) {
      return;
    }
    focusRow(path);
    if (directory) {
      void (row.expanded ? collapse(path) : expand(path));
    } else if (openable) {
      openFile(path, { preview: true });
    }
  };
  const onDragStart = (event: DragEvent) => {
    event.dataTransfer.setData(DRAGGED, JSON.stringify(props.dragged(path)));
    event.dataTransfer.effectAllowed = 'move';
  };
  return (
    <div
      id={id}
      className={classes.join(' ')}
      style={place}
      role="treeitem"
      data-path={path}
      aria-level={row.depth + 1}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={directory ? row.expanded : undefined}
      aria-selected={selected}
      title={tooltip(row)}
      draggable={canWrite && !renaming}
      onDragStart={onDragStart}
      onClick={renaming ? undefined : onClick}
      onDoubleClick={() => openable && openFile(path)}
    >
      <span className="row__twist">
        {directory && (
          <ChevronRight size={14} className={row.expanded ? 'row__chevron--open' : ''} />
        )}
      </span>
      {directory ? <FolderIcon open={row.expanded} /> : <FileIcon path={path} />}
      {renaming ? (
        <NameInput
          label={`New name of ${row.name}`}
          initial={nameOf(path)}
          onCancel={endInput}
          onSubmit={async (name) => {
            endInput();
            if (name !== nameOf(path)) {
              await move(path, join(parentOf(path), name));
            }
          }}
        />
      ) : (
        <span className="row__name">{row.name}</span>
      )}
      {entry.kind === 'LINK' && (
        <span className="row__tag">
          <Link2 size={12} aria-hidden /> {entry.target ? displayPath(entry.target) : 'link'}
        </span>
      )}
      {entry.kind === 'OTHER' && (
        <span className="row__tag">
          <Plug size={12} aria-hidden /> special
        </span>
      )}
      {entry.localOnly && <span className="row__tag row__tag--local">local only</span>}
    </div>
  );
}

function NoteText({ note, path }: { note: Note; path: string }) {
  if (typeof note === 'object') {
    return (
      <>
        <span className="row__problem">{note.problem.detail ?? note.problem.title}</span>
        <button type="button" className="row__retry" onClick={() => refresh([path])}>
          Try again
        </button>
      </>
    );
  }
  return (
    <span className="row__note">
      {note === 'loading' && 'Loading…'}
      {note === 'empty' && 'Empty'}
      {note === 'truncated' && 'There are more; use search or the terminal.'}
    </span>
  );
}

function tooltip({ entry, path }: Row & { kind: 'entry' }): string {
  const lines = [displayPath(path)];
  if (entry.kind === 'LINK') {
    lines.push(
      `A link to ${entry.target ? displayPath(entry.target) : 'somewhere'}; not followed here.`,
    );
  }
  if (entry.kind === 'OTHER') {
    lines.push('A pipe, socket or device: it is not opened and not saved.');
  }
  if (entry.localOnly) {
    lines.push('Local only: excluded from saving. It can be made again by an install or a build.');
  }
  return lines.join('\n');
}
