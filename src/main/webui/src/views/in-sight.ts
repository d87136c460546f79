/** Long lists: above fifty rows only those in sight are drawn. One mechanism for tables, lists and cards. */
import { useVirtualizer, useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useState } from 'react';

/** More rows than this, and only those in sight are drawn. */
export const VIRTUAL_ABOVE = 50;

/** The menu covers so many pixels of what scrolls below it. */
const COVERED = 80;

interface Long {
  count: number;
  /** Pixels of a row before it was measured. */
  guess: (index: number) => number;
  keyOf: (index: number) => string;
  /** What scrolls, if it is not the page; the same as long as the list lives. */
  scroller?: HTMLElement;
}

export interface InSight {
  /** `index` and `start` (pixels below the top of the body) of what is to be drawn. */
  rows: readonly Pick<VirtualItem, 'index' | 'start'>[];
  /** Pixels of the rows above and below, which are not. */
  before: number;
  after: number;
  /** Pixels of all. */
  total: number;
  /** The `ref` of every row, which says by `data-index` which one it is. */
  measure: (row: Element | null) => void;
  /** Scrolls to a row, drawn or not. */
  reveal: (index: number) => void;
}

/** Which rows of `body` are in sight, and some more: scrolls with the page, so that a phone has one thing to scroll. */
export function useInSight(body: RefObject<HTMLElement | null>, { count, guess, keyOf, scroller }: Long): InSight {
  const top = useTop(body, scroller);
  const options = {
    count,
    estimateSize: guess,
    getItemKey: keyOf,
    scrollMargin: top,
    scrollPaddingStart: scroller ? 0 : COVERED,
    overscan: 8,
  };
  const virtual = scroller
    ? // Never one, then the other: see above.
      useVirtualizer({ ...options, getScrollElement: () => scroller })
    : useWindowVirtualizer(options);
  const drawn = virtual.getVirtualItems();
  const total = virtual.getTotalSize();
  return {
    rows: drawn.map(({ index, start }) => ({ index, start: start - top })),
    before: (drawn[0]?.start ?? top) - top,
    after: total - ((drawn.at(-1)?.end ?? top) - top),
    total,
    measure: virtual.measureElement,
    reveal: (index) => virtual.scrollToIndex(index, { align: 'start' }),
  };
}

/** Where the body begins in what scrolls; follows what grows above it. */
function useTop(body: RefObject<HTMLElement | null>, scroller: Long['scroller']): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const at = body.current?.getBoundingClientRect().top ?? 0;
      setTop(scroller ? at - scroller.getBoundingClientRect().top + scroller.scrollTop : at + window.scrollY);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [body, scroller]);
  return top;
}
