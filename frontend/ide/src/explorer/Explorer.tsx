import { useVirtualizer } from '@tanstack/react-virtual';
import { CopyMinus, FilePlus, FolderPlus, RefreshCw, Upload } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type DragEvent, type MouseEvent } from 'react';
import { IconButton } from '../../../shared/ui/Button';
import { ContextMenu } from '../../../shared/ui/Menu';
import { useEditor } from '../editor/editorStore';
import { droppedItems, upload } from '../files/uploads';
import { useCanWrite, useSession } from '../session/sessionStore';
import { DeleteDialog } from './DeleteDialog';
import './Explorer.css';
import { DRAGGED, ExplorerRow } from './ExplorerRow';
import { directoryFor, moveInto, useExplorerKeys } from './explorerKeys';
import { explorerMenu } from './explorerMenu';
import { extended, toggled, topmost } from './selection';
import { rowsOf } from './treeModel';
import { collapseAll, focusRow, refreshAll, reveal, select, startNew, useTree } from './treeStore';
import { pickFiles } from './pickFiles';
import { Seeding } from './Seeding';

const ROW_HEIGHT = 24;

/** The project's files as a tree. */
export function Explorer() {
  const { directories, expanded, focused, selection, draft } = useTree();
  const info = useSession((session) => session.info);
  const active = useEditor((editor) => editor.active);
  const canWrite = useCanWrite();
  const scroller = useRef<HTMLDivElement>(null);
  const [dropTarget, setDropTarget] = useState<string | null>(null);
  const rows = useMemo(() => rowsOf(directories, expanded, draft), [directories, expanded, draft]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]!.path,
    overscan: 12,
  });
  const onKeyDown = useExplorerKeys(rows, virtual);

  useEffect(() => {
    if (active !== null) {
      void reveal(active);
    }
  }, [active]);

  useEffect(() => {
    const wanted = rows.findIndex((row) => (draft ? row.kind === 'draft' : row.path === focused));
    if (wanted >= 0) {
      virtual.scrollToIndex(wanted, { align: 'auto' });
    }
    // Only a moved focus scrolls; rows that change under it must not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [focused, draft]);

  const directoryAt = (event: DragEvent) =>
    directoryFor(
      rows,
      (event.target as Element).closest<HTMLElement>('[data-path]')?.dataset['path'],
    );

  const onDragOver = (event: DragEvent) => {
    if (canWrite) {
      event.preventDefault();
      setDropTarget(directoryAt(event));
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setDropTarget(null);
    const into = directoryAt(event);
    const moved = event.dataTransfer.getData(DRAGGED);
    if (moved) {
      void moveInto(JSON.parse(moved) as string[], into);
    } else {
      void droppedItems(event.dataTransfer, into).then(upload);
    }
  };

  const onSelect = (event: MouseEvent, path: string) => {
    if (event.shiftKey) {
      select(extended(selection, rows, path), path);
    } else if (event.ctrlKey || event.metaKey) {
      select(toggled(selection, path), path);
    }
    return event.shiftKey || event.ctrlKey || event.metaKey;
  };
  // What somebody else has deleted may still be where the keyboard was.
  const isShown = (path: string | null): path is string => rows.some((row) => row.path === path);
  const dragged = (path: string) =>
    selection.selected.has(path)
      ? topmost(rows, selection.selected).map((row) => row.path)
      : [path];

  if (!info) {
    return <Seeding />;
  }
  const target = directoryFor(rows, focused ?? undefined);
  return (
    <section className="explorer" aria-label="Explorer">
      <header className="side-header">
        <h2>Files</h2>
        <div className="side-header__actions">
          {canWrite && (
            <>
              <IconButton label="New file" onClick={() => void startNew(target, false)}>
                <FilePlus size={15} />
              </IconButton>
              <IconButton label="New folder" onClick={() => void startNew(target, true)}>
                <FolderPlus size={15} />
              </IconButton>
              <IconButton label="Upload files" onClick={() => pickFiles(target)}>
                <Upload size={15} />
              </IconButton>
            </>
          )}
          <IconButton label="Refresh" onClick={refreshAll}>
            <RefreshCw size={14} />
          </IconButton>
          <IconButton label="Collapse all folders" onClick={collapseAll}>
            <CopyMinus size={15} />
          </IconButton>
        </div>
      </header>
      <ContextMenu
        items={() =>
          explorerMenu(
            rows.find((row) => row.path === useTree.getState().focused),
            topmost(rows, useTree.getState().selection.selected),
            canWrite,
          )
        }
      >
        <div
          ref={scroller}
          className={dropTarget === '' ? 'explorer__tree explorer__tree--drop' : 'explorer__tree'}
          role="tree"
          aria-label="Files"
          aria-multiselectable
          tabIndex={0}
          aria-activedescendant={isShown(focused) ? rowId(focused) : undefined}
          onKeyDown={onKeyDown}
          onFocus={() => focused === null && rows[0] && focusRow(rows[0].path)}
          onContextMenu={(event) => {
            const row = (event.target as Element).closest<HTMLElement>('[data-path]');
            const path = row?.dataset['path'] ?? null;
            if (event.button === 2 && !(path !== null && selection.selected.has(path))) {
              focusRow(path);
            }
          }}
          onDragOver={onDragOver}
          onDragLeave={() => setDropTarget(null)}
          onDrop={onDrop}
        >
          <div
            className="explorer__rows"
            role="presentation"
            style={{ height: virtual.getTotalSize() }}
          >
            {virtual.getVirtualItems().map(({ index, key, start }) => (
              <ExplorerRow
                key={key}
                row={rows[index]!}
                id={rowId(rows[index]!.path)}
                top={start}
                focused={rows[index]!.path === focused}
                selected={selection.selected.has(rows[index]!.path)}
                open={rows[index]!.path === active}
                dropTarget={dropTarget !== null && rows[index]!.path === dropTarget}
                canWrite={canWrite}
                onSelect={onSelect}
                dragged={dragged}
              />
            ))}
          </div>
          {rows.length === 0 && (
            <p className="explorer__empty">
              The project is empty.
              {canWrite && ' Make a file, or drop some here.'}
            </p>
          )}
        </div>
      </ContextMenu>
      <DeleteDialog />
    </section>
  );
}

function rowId(path: string): string {
  return `row-${encodeURI(path.replace(/[\uD800-\uDFFF]/gu, (unit) => unit.charCodeAt(0).toString(16)))}`;
}
