import { type RefObject, useEffect, useRef } from 'react';
import { direction } from '../format/numbers';
import { classes } from './classes';

const COLORS = { up: 'text-up', down: 'text-down', flat: 'text-ink' } as const;

/** How whatever may have changed since looks. */
export const STALE = 'text-soft italic';

/** How long a change is seen. */
const FLASH = 900;

/** A change that comes sooner joins the flash there is: a restless market is not to flicker. */
const REST = 400;

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** Lets the ground of an element flash when its value rises or falls; nothing for those who want calm. */
export function useFlash<E extends HTMLElement>(value: number | null | undefined): RefObject<E | null> {
  const element = useRef<E>(null);
  const before = useRef(value);
  const running = useRef<{ animation: Animation; at: number; rises: boolean } | null>(null);
  useEffect(() => {
    const last = before.current;
    before.current = value;
    if (value == null || last == null || value === last || calm.matches || !element.current?.animate) {
      return;
    }
    const rises = value > last;
    const at = performance.now();
    if (running.current?.rises === rises && at - running.current.at < REST) {
      return;
    }
    running.current?.animation.cancel();
    // Named colours follow the palette; asking for their values would lay out the page each time.
    const backgroundColor = [rises ? 'var(--flash-up)' : 'var(--flash-down)', 'transparent'];
    running.current = { animation: element.current.animate({ backgroundColor }, FLASH), at, rises };
  }, [value]);
  return element;
}

interface Props {
  value: number | null | undefined;
  /** How it is written; unknown is its business, too. */
  show(value: number | null | undefined): string;
  /** Green and red, for gains and losses. */
  colored?: boolean;
  /** Old: greyed, whatever it says. */
  stale?: boolean;
}

/** A number, coloured by what it means and how old it is. */
export function Amount({ value, show, colored = false, stale = false }: Props) {
  return <span className={colorOf(value, colored, stale)}>{show(value)}</span>;
}

/** One that flashes when it changes: for the few that are watched. */
export function FlashingAmount({ value, show, colored = false, stale = false }: Props) {
  const element = useFlash<HTMLSpanElement>(value);
  return (
    <span ref={element} className={classes('-mx-1 rounded px-1', colorOf(value, colored, stale))}>
      {show(value)}
    </span>
  );
}

function colorOf(value: Props['value'], colored: boolean, stale: boolean): string | undefined {
  if (stale) {
    return STALE;
  }
  return colored ? COLORS[direction(value)] : undefined;
}
