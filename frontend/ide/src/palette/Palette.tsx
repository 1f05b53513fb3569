import { useEffect, useMemo, useState } from 'react';
import type { ProjectPaths } from '../../../shared/api/files';
import { sendJson } from '../../../shared/api/http';
import { displayPath, nameOf, parentOf } from '../../../shared/api/path';
import { describe } from '../../../shared/api/problem';
import { toast } from '../../../shared/ui/toasts';
import { availableCommands } from '../commands/commands';
import { showKeys } from '../commands/keys';
import { openFile, useEditor } from '../editor/editorStore';
import { FileIcon } from '../icons/FileIcon';
import { closePalette, openPalette, usePalette } from './paletteStore';
import { Marked, QuickPick, type Choice } from './QuickPick';

/** Go to file and the command palette; a `>` leads from one to the other, as in VS Code. */
export function Palette() {
  const mode = usePalette((palette) => palette.mode);
  if (mode === null) {
    return null;
  }
  return mode === 'files' ? <FilePalette /> : <CommandPalette />;
}

function CommandPalette() {
  const choices = useMemo(
    () =>
      availableCommands()
        .map((command): Choice => ({
          id: command.id,
          text: command.title,
          aside: command.keys?.[0] && <kbd>{showKeys(command.keys[0])}</kbd>,
          onPick: () => void command.run(),
        }))
        .sort((a, b) => a.text.localeCompare(b.text)),
    [],
  );
  return (
    <QuickPick
      label="Commands"
      placeholder="Type the name of a command"
      choices={choices}
      onClose={closePalette}
    />
  );
}

function FilePalette() {
  const [paths, setPaths] = useState<string[] | null>(null);
  const recent = useEditor((editor) => editor.recent);
  useEffect(() => {
    fetchPaths().then(setPaths, (error: unknown) => {
      setPaths([]);
      toast('error', 'The file names did not come', describe(error));
    });
  }, []);

  const choices = useMemo(() => {
    const known = new Set(recent);
    const all = [...recent, ...(paths ?? []).filter((path) => !known.has(path))];
    return all.map((path): Choice => ({
      id: path,
      text: displayPath(path),
      icon: <FileIcon path={path} />,
      aside: known.has(path) ? 'recent' : undefined,
      onPick: () => openFile(path),
    }));
  }, [paths, recent]);
  return (
    <QuickPick
      label="Go to file"
      placeholder="Type the name of a file, or > for commands"
      choices={choices}
      loading={paths === null}
      onText={(text) => text === '>' && openPalette('commands')}
      render={(choice, positions) => {
        const directory = parentOf(choice.text);
        const name = nameOf(choice.text);
        const offset = choice.text.length - name.length;
        return (
          <>
            <Marked text={name} positions={positions} offset={offset} />
            <span className="quick-pick__directory">
              <Marked text={directory} positions={positions} />
            </span>
          </>
        );
      }}
      onClose={closePalette}
    />
  );
}

async function fetchPaths(): Promise<string[]> {
  return (await sendJson<ProjectPaths>('GET', '/api/paths')).paths;
}
