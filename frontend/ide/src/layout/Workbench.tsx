import { lazy, Suspense, useEffect, useState } from 'react';
import { EditorArea } from '../editor/EditorArea';
import { Explorer } from '../explorer/Explorer';
import { UploadOverlay } from '../files/UploadOverlay';
import { Palette } from '../palette/Palette';
import { PreviewPane } from '../preview/PreviewPane';
import { SearchView } from '../search/SearchView';
import { SessionBanner } from '../session/SessionBanner';
import { StatusBar } from '../status/StatusBar';
import { ActivityBar } from './ActivityBar';
import { setLayout, useLayout } from './layoutStore';
import { Sash } from './Sash';
import { TitleBar } from './TitleBar';
import './Workbench.css';

const TerminalPanel = lazy(() =>
  import('../terminal/TerminalPanel').then((module) => ({ default: module.TerminalPanel })),
);

const SIDE_LEAST = 170;
const PREVIEW_LEAST = 220;

/** Everything on the screen: bars around, files, editor, terminals and preview between them. */
export function Workbench() {
  const layout = useLayout();
  const { width, height } = useWindowSize();
  // A window that got narrow takes from the side bar and the preview before it takes the editor.
  const sideWidth = Math.min(layout.sideWidth, Math.max(SIDE_LEAST, width - 450));
  const beside = width - (layout.sideOpen ? sideWidth : 0);
  const previewWidth = Math.min(layout.previewWidth, Math.max(PREVIEW_LEAST, beside - 250));
  return (
    <div className="workbench">
      <TitleBar />
      <SessionBanner />
      <div className="workbench__middle">
        <ActivityBar />
        {layout.sideOpen && (
          <aside className="workbench__side" aria-label="Side bar">
            <div className="side-bar" style={{ width: sideWidth }}>
              {layout.side === 'explorer' ? <Explorer /> : <SearchView />}
            </div>
            <Sash
              orientation="vertical"
              label="Width of the side bar"
              value={sideWidth}
              min={SIDE_LEAST}
              max={Math.max(SIDE_LEAST, width * 0.5)}
              direction={1}
              initial={260}
              onResize={(resized) => setLayout({ sideWidth: resized })}
            />
          </aside>
        )}
        <div className="workbench__main">
          <div className="workbench__editors">
            <EditorArea />
            {layout.previewOpen && (
              <section className="workbench__side" aria-label="Preview">
                <Sash
                  orientation="vertical"
                  label="Width of the preview"
                  value={previewWidth}
                  min={PREVIEW_LEAST}
                  max={Math.max(PREVIEW_LEAST, width * 0.6)}
                  direction={-1}
                  initial={480}
                  onResize={(resized) => setLayout({ previewWidth: resized })}
                />
                <div className="workbench__preview" style={{ width: previewWidth }}>
                  <PreviewPane />
                </div>
              </section>
            )}
          </div>
          {layout.panelOpen && (
            <section className="workbench__bottom" aria-label="Terminals">
              <Sash
                orientation="horizontal"
                label="Height of the terminals"
                value={layout.panelHeight}
                min={100}
                max={Math.max(100, height * 0.75)}
                direction={-1}
                initial={260}
                onResize={(panelHeight) => setLayout({ panelHeight })}
              />
              <div className="workbench__panel" style={{ height: layout.panelHeight }}>
                <Suspense>
                  <TerminalPanel />
                </Suspense>
              </div>
            </section>
          )}
        </div>
      </div>
      <StatusBar />
      <Palette />
      <UploadOverlay />
    </div>
  );
}

function useWindowSize(): { width: number; height: number } {
  const measure = () => ({ width: window.innerWidth, height: window.innerHeight });
  const [size, setSize] = useState(measure);
  useEffect(() => {
    const onResize = () => setSize(measure());
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, []);
  return size;
}
