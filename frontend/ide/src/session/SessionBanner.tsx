import { Moon, Unplug } from 'lucide-react';
import { Button } from '../../../shared/ui/Button';
import { connection } from './session';
import { useSession } from './sessionStore';

/** Says what is the matter when the page cannot work on, and offers the way out. */
export function SessionBanner() {
  const { stopped, asleep, connection: state } = useSession();
  if (stopped !== null) {
    return (
      <div className="banner" role="alert">
        <Unplug size={16} aria-hidden />
        <span className="banner__text">{stopped} What you typed is kept in this browser.</span>
        <Button size="small" variant="primary" onClick={() => location.reload()}>
          Reload
        </Button>
      </div>
    );
  }
  if (asleep && state !== 'connected') {
    return (
      <div className="banner" role="status">
        <Moon size={16} aria-hidden />
        <span className="banner__text">
          The project is asleep or starting. What you typed is kept in this browser.
        </span>
        <Button size="small" variant="primary" onClick={() => location.reload()}>
          Wake it
        </Button>
      </div>
    );
  }
  if (state === 'offline') {
    return (
      <div className="banner" role="status">
        <Unplug size={16} aria-hidden />
        <span className="banner__text">
          No connection to the project. You can go on editing open files; they are kept in this
          browser and sent when it is back.
        </span>
        <Button size="small" onClick={() => connection.retryNow()}>
          Try now
        </Button>
      </div>
    );
  }
  return null;
}
