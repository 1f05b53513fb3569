import { create } from 'zustand';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type Theme = 'light' | 'dark';

const KEY = 'atrium.theme';
const darkSystem = window.matchMedia('(prefers-color-scheme: dark)');

interface ThemeState {
  choice: ThemeChoice;
  /** What the choice comes to now. */
  theme: Theme;
  choose(choice: ThemeChoice): void;
}

export const useTheme = create<ThemeState>()((set) => {
  const apply = (choice: ThemeChoice) => {
    if (choice === 'system') {
      delete document.documentElement.dataset['theme'];
    } else {
      document.documentElement.dataset['theme'] = choice;
    }
    return { choice, theme: resolve(choice) };
  };
  darkSystem.addEventListener('change', () => set(({ choice }) => apply(choice)));
  return {
    ...apply(stored()),
    choose(choice) {
      localStorage.setItem(KEY, choice);
      set(apply(choice));
    },
  };
});

/** A colour token as the browser computes it now, such as `rgb(21, 23, 28)`. */
export function tokenColor(token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
}

function stored(): ThemeChoice {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

function resolve(choice: ThemeChoice): Theme {
  return choice === 'system' ? (darkSystem.matches ? 'dark' : 'light') : choice;
}
