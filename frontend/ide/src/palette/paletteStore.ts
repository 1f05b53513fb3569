import { create } from 'zustand';

export type PaletteMode = 'files' | 'commands';

export const usePalette = create<{ mode: PaletteMode | null }>()(() => ({ mode: null }));

export function openPalette(mode: PaletteMode): void {
  usePalette.setState({ mode });
}

export function closePalette(): void {
  usePalette.setState({ mode: null });
}
