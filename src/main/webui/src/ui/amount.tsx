import { type RefObject, useEffect, useRef } from 'react';
import { direction } from '../format/numbers';
import { classes } from './classes';

const COLORS = { up: 'text-up', down: 'text-down', flat: 'text-ink' } as const;

/** How long a change is seen. */
const FLASH = 900;

/** Lets the ground of an element flash when its value rises or falls; nothing for those who want calm. */
export function useFlash<E extends HTMLElement>(value: number | null | undefined): RefObject<E | null> {
  const element = useRef<E>(null);
  const before = useRef(value);
  useEffect(() => {
    const last = before.current;
    before.current = value;
    if (value == null || last == null || value === last || !element.current?.animate) {
      return;
    }
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      return;
    }
    const color = getComputedStyle(document.documentElement).getPropertyValue(
      value > last ? '--flash-up' : '--flash-down',
    );
    element.current.getAnimations().forEach((running) => running.cancel());
    element.current.animate([{ backgroundColor: color }, { backgroundColor: 'transparent' }], {
      duration: FLASH,
      easing: 'ease-out',
    });
  }, [value]);
  return element;
}

interface Props {
  value: number | null | undefined;
  /** How it is written; unknown is its business, too. */
  show(value: number | null | undefined): string;
  /** Green and red, for gains and losses. */
  colored?: boolean;
  className?: string;
}

/** A number that flashes when it changes. */
export function Amount({ value, show, colored = false, className }: Props) {
  const element = useFlash<HTMLSpanElement>(value);
  return (
    <span
      ref={element}
      className={classes('-mx-1 rounded px-1', colored && COLORS[direction(value)], className)}
    >
      {show(value)}
    </span>
  );
}
