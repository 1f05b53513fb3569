import { create } from 'zustand';

export interface Toast {
  id: number;
  kind: 'info' | 'success' | 'error';
  title: string;
  detail?: string;
  action?: { label: string; run(): void };
}

interface Toasts {
  toasts: Toast[];
  show(toast: Omit<Toast, 'id'>): void;
  dismiss(id: number): void;
}

/** The most that are shown; older ones make way. */
const LIMIT = 4;

let nextId = 1;

export const useToasts = create<Toasts>()((set) => ({
  toasts: [],
  show: (toast) =>
    set(({ toasts }) => ({ toasts: [...toasts, { ...toast, id: nextId++ }].slice(-LIMIT) })),
  dismiss: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
}));

/** Tells the person something in passing, from anywhere. */
export function toast(kind: Toast['kind'], title: string, detail?: string): void {
  useToasts.getState().show({ kind, title, detail });
}
