import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Item } from './arrange';
import { EventRow } from './event-row';
import { PositionRow } from './position-row';

/** More rows than this, and only those in sight are drawn. */
export const VIRTUAL_ABOVE = 50;

const GUESS = { event: 41, position: 64 } as const;

interface Props {
  items: readonly Item[];
  grouped: boolean;
}

export const Rows = (props: Props) =>
  props.items.length > VIRTUAL_ABOVE ? <VirtualRows {...props} /> : <AllRows {...props} />;

/** Row 1 is the header. */
const FIRST = 2;

function AllRows({ items, grouped }: Props) {
  return (
    <div role="rowgroup">
      {items.map((item, i) => (
        <Row key={item.key} item={item} grouped={grouped} index={i + FIRST} />
      ))}
    </div>
  );
}

function Row({ item, grouped, index }: { item: Item; grouped: boolean; index: number }) {
  return item.kind === 'event' ? (
    <EventRow title={item.title} tickers={item.tickers} index={index} />
  ) : (
    <PositionRow ticker={item.ticker} grouped={grouped} index={index} />
  );
}

/** Scrolls with the page, so that a phone has one thing to scroll and not two. */
function VirtualRows({ items, grouped }: Props) {
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setTop((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: (i) => GUESS[items[i]!.kind],
    getItemKey: (i) => items[i]!.key,
    scrollMargin: top,
    overscan: 8,
  });
  return (
    <div ref={body} role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, key, start }) => (
        <div
          key={key}
          role="presentation"
          data-index={index}
          ref={virtual.measureElement}
          className="absolute inset-x-0 top-0"
          style={{ transform: `translateY(${start - top}px)` }}
        >
          <Row item={items[index]!} grouped={grouped} index={index + FIRST} />
        </div>
      ))}
    </div>
  );
}
