import type { ReactNode } from 'react';
import { classes } from './classes';

const TONES = {
  neutral: 'bg-raised text-soft',
  up: 'bg-up-tint text-up',
  down: 'bg-down-tint text-down',
  warn: 'bg-warn-tint text-warn',
  accent: 'bg-accent-tint text-accent',
} as const;

export type Tone = keyof typeof TONES;

/** A word or two that says what kind of thing this is. */
export function Badge({ tone = 'neutral', children, title }: { tone?: Tone; children: ReactNode; title?: string }) {
  return (
    <span
      title={title}
      className={classes(
        'inline-flex items-center gap-1 rounded-md px-1.5 py-0.5 text-xs font-semibold whitespace-nowrap',
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
