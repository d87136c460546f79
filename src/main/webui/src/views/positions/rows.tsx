import { useRef } from 'react';
import { VIRTUAL_ABOVE, useInSight } from '../in-sight';
import type { Item } from './arrange';
import { EventRow } from './event-row';
import { PositionRow } from './position-row';

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
    <EventRow event={item.event} title={item.title} tickers={item.tickers} index={index} />
  ) : (
    <PositionRow ticker={item.ticker} grouped={grouped} index={index} />
  );
}

function VirtualRows({ items, grouped }: Props) {
  const body = useRef<HTMLDivElement>(null);
  const { rows, total, measure } = useInSight(body, {
    count: items.length,
    guess: (i) => GUESS[items[i]!.kind],
    keyOf: (i) => items[i]!.key,
  });
  return (
    <div ref={body} role="rowgroup" className="relative" style={{ height: total }}>
      {rows.map(({ index, start }) => (
        <div
          key={items[index]!.key}
          role="presentation"
          data-index={index}
          ref={measure}
          className="absolute inset-x-0 top-0"
          style={{ transform: `translateY(${start}px)` }}
        >
          <Row item={items[index]!} grouped={grouped} index={index + FIRST} />
        </div>
      ))}
    </div>
  );
}
