import { create } from 'zustand';
import { recall, remember } from './memory';

export type SideView = 'explorer' | 'search';

interface Layout {
  side: SideView;
  sideOpen: boolean;
  sideWidth: number;
  panelOpen: boolean;
  panelHeight: number;
  previewOpen: boolean;
  previewWidth: number;
}

export const useLayout = create<Layout>()(() => ({
  side: 'explorer' as SideView,
  sideOpen: true,
  sideWidth: 260,
  panelOpen: false,
  panelHeight: 260,
  previewOpen: false,
  previewWidth: 480,
  ...recall<Partial<Layout>>('layout', {}),
}));

useLayout.subscribe((layout) => remember('layout', layout));

export function setLayout(change: Partial<Layout>): void {
  useLayout.setState(change);
}

export function showPanel(): void {
  setLayout({ panelOpen: true });
}

/** Shows a view of the side bar; asked for the one that is shown, hides the bar. */
export function toggleSide(side: SideView): void {
  useLayout.setState((layout) => ({ side, sideOpen: layout.side !== side || !layout.sideOpen }));
}

export function showSide(side: SideView): void {
  setLayout({ side, sideOpen: true });
}
