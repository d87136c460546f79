import type { HTMLAttributes } from 'react';
import { classes } from './classes';

/** A surface that holds what belongs together. */
export function Card({ className, ...rest }: HTMLAttributes<HTMLElement>) {
  return (
    <section
      className={classes('rounded-xl border border-line bg-surface', className)}
      {...rest}
    />
  );
}

/** Grey where something will be; told to nobody, the region around it is `aria-busy`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={classes('block animate-pulse rounded bg-raised', className)} />;
}
