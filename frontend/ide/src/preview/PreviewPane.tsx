import { ExternalLink, Globe, RotateCw, X } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../../shared/ui/Button';
import { EmptyState } from '../../../shared/ui/EmptyState';
import { setLayout } from '../layout/layoutStore';
import { useSession } from '../session/sessionStore';
import './PreviewPane.css';
import { goTo, reload, usePreview } from './previewStore';

/** The person's own app in a frame, at its own origin. */
export function PreviewPane() {
  const appUrl = useSession((session) => session.info?.appUrl);
  const { path, loads } = usePreview();
  const address = appUrl ? new URL(path, appUrl).href : null;

  return (
    <section className="preview" aria-label="Preview">
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
      {address ? (
        <iframe
          key={`${loads} ${address}`}
          className="preview__frame"
          title="Preview of the app"
          src={address}
          sandbox="allow-downloads allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-same-origin allow-scripts"
          allow="clipboard-read; clipboard-write; fullscreen"
        />
      ) : (
        <EmptyState icon={<Globe size={32} strokeWidth={1.2} />} title="No connection yet" />
      )}
    </section>
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
