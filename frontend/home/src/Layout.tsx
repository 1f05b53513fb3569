import { LogOut, Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Me } from '../../shared/api/hub';
import { useTheme, type ThemeChoice } from '../../shared/design/theme';
import { IconButton } from '../../shared/ui/Button';
import { Mark } from '../../shared/ui/Mark';
import { DropdownMenu } from '../../shared/ui/Menu';
import { hub } from './hub';
import './Layout.css';

/** What every home page has: the name of the house on top, the page below. */
export function Layout({ me, children }: { me?: Me; children: ReactNode }) {
  return (
    <>
      <header className="home-header">
        <a className="home-header__name" href="/">
          <Mark size={22} />
          Atrium
        </a>
        <div className="home-header__end">
          <ThemeMenu />
          {me && <PersonMenu me={me} />}
        </div>
      </header>
      <main className="home-main">{children}</main>
    </>
  );
}

const THEMES: Record<ThemeChoice, { label: string; Icon: typeof Sun }> = {
  system: { label: 'Like the system', Icon: Monitor },
  light: { label: 'Light', Icon: Sun },
  dark: { label: 'Dark', Icon: Moon },
};

function ThemeMenu() {
  const { choice, choose } = useTheme();
  const { Icon } = THEMES[choice];
  return (
    <DropdownMenu
      align="end"
      items={(Object.keys(THEMES) as ThemeChoice[]).map((key) => ({
        label: THEMES[key].label,
        checked: key === choice,
        onSelect: () => choose(key),
      }))}
    >
      <IconButton label="Theme">
        <Icon size={16} />
      </IconButton>
    </DropdownMenu>
  );
}

function PersonMenu({ me }: { me: Me }) {
  const signOut = () => hub.signOut().finally(() => location.assign('/'));
  return (
    <DropdownMenu
      align="end"
      items={[{ label: 'Sign out', icon: <LogOut size={14} />, onSelect: () => void signOut() }]}
    >
      <button type="button" className="person" aria-label={`Signed in as ${me.name}`}>
        {me.name.slice(0, 1).toUpperCase()}
      </button>
    </DropdownMenu>
  );
}
