import type { ReactNode } from 'react';
import { classes } from './classes';

const TONES = {
  info: 'border-line bg-surface text-ink',
  warn: 'border-transparent bg-warn-tint text-warn',
  error: 'border-transparent bg-down-tint text-down',
} as const;

interface Props {
  tone?: keyof typeof TONES;
  /** Read out at once when it appears; for what somebody has just caused. */
  alert?: boolean;
  children: ReactNode;
  action?: ReactNode;
}

/** A sentence or two about the state of things, and what can be done. */
export function Notice({ tone = 'info', alert = false, children, action }: Props) {
  return (
    <div
      role={alert ? 'alert' : undefined}
      className={classes(
        'flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border px-3.5 py-2.5 text-sm',
        TONES[tone],
      )}
    >
      <div className="min-w-0 flex-1 wrap-anywhere">{children}</div>
      {action}
    </div>
  );
}

/** A place with nothing in it says why, and what would fill it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-1.5 px-6 py-14 text-center">
      <p className="font-semibold">{title}</p>
      {children && <div className="max-w-md text-sm text-soft">{children}</div>}
    </div>
  );
}
