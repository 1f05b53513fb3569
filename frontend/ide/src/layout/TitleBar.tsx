import { Play, Search } from 'lucide-react';
import { Button } from '../../../shared/ui/Button';
import { Mark } from '../../../shared/ui/Mark';
import { Tooltip } from '../../../shared/ui/Tooltip';
import { run } from '../commands/commands';
import { showKeys } from '../commands/keys';
import { PeopleList } from '../live/PeopleList';
import { isRunning } from '../preview/previewStore';
import { useCanWrite, useSession } from '../session/sessionStore';
import { useTerminals } from '../terminal/terminalStore';

export function TitleBar() {
  const info = useSession((session) => session.info);
  const command = useSession((session) => session.runCommand);
  const connected = useSession((session) => session.connection === 'connected');
  const running = useTerminals(({ tabs }) => tabs.some((tab) => tab.run && isRunning(tab)));
  const canWrite = useCanWrite();
  return (
    <header className="title-bar">
      <div className="title-bar__start">
        <Tooltip text="Back to projects" side="right">
          <a className="title-bar__home" href={info?.hubUrl ?? '#'} aria-label="Back to projects">
            <Mark size={20} />
          </a>
        </Tooltip>
        <h1 className="title-bar__project" style={{ margin: 0, fontSize: 13 }}>
          {info?.title ?? location.host.split('.')[0]}
        </h1>
      </div>
      <button type="button" className="title-bar__go" onClick={() => run('go-to-file')}>
        <Search size={13} aria-hidden />
        Go to file
        <span>{showKeys('Mod+P')}</span>
      </button>
      <div className="title-bar__end">
        <PeopleList />
        {canWrite && (
          <Tooltip text={command ?? 'atrium.json names no command to run'}>
            <Button
              variant="primary"
              size="small"
              className="title-bar__run"
              icon={<Play size={12} aria-hidden />}
              disabled={!connected || command === null}
              onClick={() => run('run')}
            >
              {running ? 'Running' : 'Run'}
            </Button>
          </Tooltip>
        )}
      </div>
    </header>
  );
}
