import { ExternalLink, Globe, RotateCw, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { describe } from '../../../shared/api/problem';
import { Button, IconButton } from '../../../shared/ui/Button';
import { EmptyState } from '../../../shared/ui/EmptyState';
import { Spinner } from '../../../shared/ui/Spinner';
import { useDelayed } from '../editor/useDelayed';
import { setLayout } from '../layout/layoutStore';
import { useSession } from '../session/sessionStore';
import { asksToSignIn, ticketFor } from './previewAddress';
import './PreviewPane.css';
import { goTo, reload, usePreview } from './previewStore';

/** The person's own app in a frame, at its own origin. */
export function PreviewPane() {
  const appUrl = useSession((session) => session.info?.appUrl);
  const path = usePreview((preview) => preview.path);
  const address = appUrl ? new URL(path, appUrl).href : null;

  return (
    <div className="preview">
      <header className="preview__bar">
        <IconButton label="Reload" onClick={reload} disabled={!address}>
          <RotateCw size={14} />
        </IconButton>
        <AddressField key={path} path={path} origin={appUrl} />
        <IconButton
          label="Open in a new tab"
          disabled={!address}
          onClick={() => address && window.open(address, '_blank', 'noopener')}
        >
          <ExternalLink size={14} />
        </IconButton>
        <IconButton label="Close the preview" onClick={() => setLayout({ previewOpen: false })}>
          <X size={15} />
        </IconButton>
      </header>
      {appUrl ? (
        <Frame path={path} appOrigin={new URL(appUrl).origin} />
      ) : (
        <EmptyState icon={<Globe size={32} strokeWidth={1.2} />} title="No connection yet" />
      )}
    </div>
  );
}

function Frame({ path, appOrigin }: { path: string; appOrigin: string }) {
  const loads = usePreview((preview) => preview.loads);
  const [entry, setEntry] = useState<{ url?: string; error?: string }>({});

  useEffect(() => {
    let stale = false;
    ticketFor(path).then(
      (url) => !stale && setEntry({ url }),
      (error: unknown) => !stale && setEntry({ error: describe(error) }),
    );
    return () => {
      stale = true;
    };
  }, [path, loads]);

  useEffect(() => {
    const onMessage = (event: MessageEvent) => asksToSignIn(event, appOrigin) && reload();
    window.addEventListener('message', onMessage);
    return () => window.removeEventListener('message', onMessage);
  }, [appOrigin]);

  if (entry.error !== undefined) {
    return (
      <EmptyState
        icon={<Globe size={32} strokeWidth={1.2} />}
        title="The preview did not open"
        detail={entry.error}
      >
        <Button onClick={reload}>Try again</Button>
      </EmptyState>
    );
  }
  if (entry.url === undefined) {
    return <EmptyState icon={<Spinner size={20} />} title="Opening the preview…" />;
  }
  // A ticket is good once, so each one gets a frame of its own.
  return <AppFrame key={entry.url} url={entry.url} />;
}

/** A browser shows a frame white until its page is there, which dazzles in the dark. */
const WHITE_MS = 1_000;

function AppFrame({ url }: { url: string }) {
  const [loaded, setLoaded] = useState(false);
  const slow = useDelayed(WHITE_MS);
  const shown = loaded || slow;
  return (
    <iframe
      className={`preview__frame ${shown ? '' : 'preview__frame--loading'}`}
      title="Preview of the app"
      src={url}
      allow="clipboard-read; clipboard-write; fullscreen"
      onLoad={() => setLoaded(true)}
    />
  );
}

function AddressField({ path, origin }: { path: string; origin: string | undefined }) {
  const [text, setText] = useState(path);
  return (
    <form
      className="preview__address"
      onSubmit={(event) => {
        event.preventDefault();
        goTo(pathIn(text, origin));
      }}
    >
      <span className="preview__host">{origin ? new URL(origin).host : ''}</span>
      <input
        aria-label="Address in the app"
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}

/** A whole address of the app is cut to its path: the preview shows nothing else. */
function pathIn(text: string, origin: string | undefined): string {
  return origin && text.startsWith(origin) ? text.slice(origin.length) : text;
}
