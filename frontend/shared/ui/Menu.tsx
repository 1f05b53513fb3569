import { ContextMenu as RadixContext, DropdownMenu as RadixDropdown } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import './Menu.css';

export interface MenuItem {
  label: string;
  icon?: ReactNode;
  /** Its keys, shown at the end. */
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  /** Given for an item that can be on or off. */
  checked?: boolean;
  onSelect(): void;
}

/** What a menu offers; null stands for a line between groups. */
export type MenuItems = (MenuItem | null)[];

/** A menu that its child, a button, opens. */
export function DropdownMenu(props: {
  items: MenuItems;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactElement;
}) {
  return (
    <RadixDropdown.Root modal={false}>
      <RadixDropdown.Trigger asChild>{props.children}</RadixDropdown.Trigger>
      <RadixDropdown.Portal>
        <RadixDropdown.Content
          className="menu"
          align={props.align ?? 'start'}
          side={props.side}
          sideOffset={4}
          collisionPadding={8}
          loop
        >
          {props.items.map((item, index) =>
            item === null ? (
              <RadixDropdown.Separator key={index} className="menu__line" />
            ) : (
              <RadixDropdown.Item key={index} {...itemProps(item)}>
                <ItemContent item={item} />
              </RadixDropdown.Item>
            ),
          )}
        </RadixDropdown.Content>
      </RadixDropdown.Portal>
    </RadixDropdown.Root>
  );
}

/** A menu that a right click, a long press or the menu key on its child opens. */
export function ContextMenu(props: {
  /** Asked when the menu opens. */
  items: () => MenuItems;
  onOpenChange?(open: boolean): void;
  children: ReactElement;
}) {
  return (
    <RadixContext.Root modal={false} onOpenChange={props.onOpenChange}>
      <RadixContext.Trigger asChild>{props.children}</RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content className="menu" collisionPadding={8} loop>
          <ContextItems items={props.items} />
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
}

function ContextItems({ items }: { items: () => MenuItems }) {
  return items().map((item, index) =>
    item === null ? (
      <RadixContext.Separator key={index} className="menu__line" />
    ) : (
      <RadixContext.Item key={index} {...itemProps(item)}>
        <ItemContent item={item} />
      </RadixContext.Item>
    ),
  );
}

function itemProps(item: MenuItem) {
  return {
    className: item.danger ? 'menu__item menu__item--danger' : 'menu__item',
    disabled: item.disabled,
    onSelect: item.onSelect,
    ...(item.checked === undefined
      ? {}
      : { role: 'menuitemcheckbox', 'aria-checked': item.checked }),
  };
}

function ItemContent({ item }: { item: MenuItem }) {
  return (
    <>
      <span className="menu__icon" aria-hidden>
        {item.checked ? '✓' : item.icon}
      </span>
      <span className="menu__label">{item.label}</span>
      {item.keys && <span className="menu__keys">{item.keys}</span>}
    </>
  );
}
