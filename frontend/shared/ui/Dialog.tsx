import { AlertDialog, Dialog as Radix } from 'radix-ui';
import type { FormEvent, ReactNode } from 'react';
import { Button } from './Button';
import './Dialog.css';

export interface DialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons, the main one last. */
  footer?: ReactNode;
  /** Makes the dialog a form: Enter submits it. */
  onSubmit?(): void;
  width?: number;
}

/** A modal dialog: keeps the focus inside, gives it back at the end, closes by Escape. */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, children, footer, onSubmit, width = 440 } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  const body = (
    <>
      <Radix.Title className="dialog__title">{title}</Radix.Title>
      {description && (
        <Radix.Description className="dialog__description">{description}</Radix.Description>
      )}
      {children && <div className="dialog__body">{children}</div>}
      {footer && <div className="dialog__footer">{footer}</div>}
    </>
  );
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="dialog__scrim" />
        <Radix.Content
          className="dialog"
          style={{ width }}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          {onSubmit ? (
            <form onSubmit={submit} noValidate>
              {body}
            </form>
          ) : (
            body
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface ConfirmProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  description: ReactNode;
  confirmLabel: string;
  danger?: boolean;
  busy?: boolean;
  onConfirm(): void;
}

/** Asks before something that cannot be taken back; Escape and a first Enter cancel. */
export function ConfirmDialog(props: ConfirmProps) {
  const { open, onOpenChange, title, description, confirmLabel, danger, busy, onConfirm } = props;
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="dialog__scrim" />
        <AlertDialog.Content className="dialog" style={{ width: 420 }}>
          <AlertDialog.Title className="dialog__title">{title}</AlertDialog.Title>
          <AlertDialog.Description className="dialog__description">
            {description}
          </AlertDialog.Description>
          <div className="dialog__footer">
            <AlertDialog.Cancel asChild>
              <Button>Cancel</Button>
            </AlertDialog.Cancel>
            <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
