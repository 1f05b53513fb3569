import type { editor } from 'monaco-editor/editor/editor.api';
import type { Monaco } from '../editor/loadMonaco';
import type { Seen } from './peers';
import { colorClassOf } from './peopleStore';
import './RemoteCursors.css';

/** After a move the name stands beside a caret for so long; then the caret alone. */
const NAMED_MS = 3_000;

const QUIET = 'remote-name--quiet';

interface Flag {
  widget: editor.IContentWidget;
  element: HTMLElement;
  position: { lineNumber: number; column: number };
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** The carets, selections and names of others in the text that the editor shows. */
export class RemoteCursors {
  private readonly decorations: editor.IEditorDecorationsCollection;
  private readonly flags = new Map<number, Flag>();

  constructor(
    private readonly monaco: Monaco,
    private readonly instance: editor.IStandaloneCodeEditor,
  ) {
    this.decorations = instance.createDecorationsCollection();
  }

  show(peers: Seen[]): void {
    const model = this.instance.getModel();
    const placed = peers.flatMap((peer) =>
      model && peer.selection ? [{ peer, selection: peer.selection }] : [],
    );
    this.decorations.set(
      placed.flatMap(({ peer, selection: { anchor, head } }) => {
        const color = colorClassOf(peer.person);
        const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
        const range = this.monaco.Range.fromPositions(
          model!.getPositionAt(from),
          model!.getPositionAt(to),
        );
        const caret = this.monaco.Range.fromPositions(model!.getPositionAt(head));
        return [
          { range, options: selectionOptions(color) },
          { range: caret, options: caretOptions(color, peer.name) },
        ];
      }),
    );
    this.forgetAllBut(new Set(placed.map(({ peer }) => peer.client)));
    placed.forEach(({ peer, selection }) => this.flag(peer, model!.getPositionAt(selection.head)));
  }

  dispose(): void {
    this.decorations.clear();
    this.forgetAllBut(new Set());
  }

  private flag(peer: Seen, position: Flag['position']): void {
    const flag = this.flags.get(peer.client) ?? this.raise(peer, position);
    const moved =
      flag.position.lineNumber !== position.lineNumber || flag.position.column !== position.column;
    const quiet = flag.element.classList.contains(QUIET);
    flag.element.className = `remote-name ${colorClassOf(peer.person)}`;
    flag.element.classList.toggle(QUIET, quiet);
    flag.element.textContent = peer.typing ? `${peer.name} …` : peer.name;
    if (moved) {
      flag.position = position;
      this.instance.layoutContentWidget(flag.widget);
    }
    if (moved || peer.typing || flag.timer === undefined) {
      flag.element.classList.remove(QUIET);
      clearTimeout(flag.timer);
      flag.timer = setTimeout(() => flag.element.classList.add(QUIET), NAMED_MS);
    }
  }

  private raise(peer: Seen, position: Flag['position']): Flag {
    const element = document.createElement('div');
    const { ABOVE, BELOW } = this.monaco.editor.ContentWidgetPositionPreference;
    const flag: Flag = {
      element,
      position,
      timer: undefined,
      widget: {
        getId: () => `remote-name-${peer.client}`,
        getDomNode: () => element,
        getPosition: () => ({ position: flag.position, preference: [ABOVE, BELOW] }),
      },
    };
    this.flags.set(peer.client, flag);
    this.instance.addContentWidget(flag.widget);
    return flag;
  }

  private forgetAllBut(clients: Set<number>): void {
    for (const [client, flag] of this.flags) {
      if (!clients.has(client)) {
        clearTimeout(flag.timer);
        this.instance.removeContentWidget(flag.widget);
        this.flags.delete(client);
      }
    }
  }
}

function selectionOptions(color: string): editor.IModelDecorationOptions {
  return {
    className: `remote-selection ${color}`,
    // Whoever is there types at the edges; their selection does not grow by that.
    stickiness: 1,
  };
}

function caretOptions(color: string, name: string): editor.IModelDecorationOptions {
  return {
    beforeContentClassName: `remote-caret ${color}`,
    hoverMessage: { value: name.replace(/[\\`*_{}[\]()#+\-.!|<>]/g, '\\$&') },
    stickiness: 1,
  };
}
