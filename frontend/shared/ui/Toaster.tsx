import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { Button, IconButton } from './Button';
import './Toaster.css';
import { useToasts, type Toast } from './toasts';

const ICONS = { info: Info, success: CircleCheck, error: CircleAlert };

/** Errors stay until they are read; the rest goes by itself. */
const SHOWN_MS = { info: 6_000, success: 4_000, error: 20_000 };

/** Where toasts appear; once per page. */
export function Toaster() {
  const { toasts, dismiss } = useToasts();
  return (
    <Radix.Provider swipeDirection="right">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} onClose={() => dismiss(toast.id)} />
      ))}
      <Radix.Viewport className="toaster" />
    </Radix.Provider>
  );
}

function ToastCard({ toast, onClose }: { toast: Toast; onClose(): void }) {
  const Icon = ICONS[toast.kind];
  return (
    <Radix.Root
      className={`toast toast--${toast.kind}`}
      type={toast.kind === 'error' ? 'foreground' : 'background'}
      duration={SHOWN_MS[toast.kind]}
      onOpenChange={(open) => !open && onClose()}
    >
      <Icon size={16} className="toast__icon" aria-hidden />
      <div className="toast__text">
        <Radix.Title className="toast__title">{toast.title}</Radix.Title>
        {toast.detail && (
          <Radix.Description className="toast__detail">{toast.detail}</Radix.Description>
        )}
        {toast.action && (
          <Radix.Action asChild altText={toast.action.label}>
            <Button size="small" onClick={toast.action.run}>
              {toast.action.label}
            </Button>
          </Radix.Action>
        )}
      </div>
      <Radix.Close asChild>
        <IconButton label="Dismiss">
          <X size={14} />
        </IconButton>
      </Radix.Close>
    </Radix.Root>
  );
}
