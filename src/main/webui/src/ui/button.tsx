import type { ButtonHTMLAttributes } from 'react';
import { classes } from './classes';

const KINDS = {
  primary: 'bg-accent text-on-accent border-transparent hover:bg-accent-strong',
  plain: 'bg-surface text-ink border-line hover:bg-raised',
  quiet: 'bg-transparent text-soft border-transparent hover:bg-raised hover:text-ink',
} as const;

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: keyof typeof KINDS;
  /** Shown and told while its work is under way; a second press does nothing. */
  busy?: boolean;
}

export function Button({ kind = 'plain', busy = false, className, children, onClick, ...rest }: Props) {
  return (
    <button
      type="button"
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={classes(
        'inline-flex min-h-9 items-center justify-center gap-2 rounded-lg border px-3 text-sm font-medium',
        'transition-colors disabled:opacity-50 aria-disabled:opacity-60',
        KINDS[kind],
        className,
      )}
      {...rest}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

function Spinner() {
  return (
    <span
      aria-hidden
      className="size-3.5 animate-spin rounded-full border-2 border-current border-r-transparent"
    />
  );
}
