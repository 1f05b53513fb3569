import type { ReactNode } from 'react';
import './EmptyState.css';

export interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  detail?: ReactNode;
  /** The way on: usually a button. */
  children?: ReactNode;
}

/** What stands where there is nothing to show (yet): why, and the way on. */
export function EmptyState({ icon, title, detail, children }: EmptyStateProps) {
  return (
    <div className="empty-state">
      {icon && (
        <div className="empty-state__icon" aria-hidden>
          {icon}
        </div>
      )}
      <p className="empty-state__title">{title}</p>
      {detail && <p className="empty-state__detail">{detail}</p>}
      {children && <div className="empty-state__actions">{children}</div>}
    </div>
  );
}
