import { type ComponentProps, useRef } from 'react';
import { Link } from 'wouter';
import type { EventGroup, EventPosition } from '../../api/statement';
import { quantity } from '../../format/numbers';
import { Badge } from '../../ui/badge';
import { VIRTUAL_ABOVE, useInSight } from '../in-sight';
import { SideBadge } from '../parts';
import { outcomeTitle } from './payoff-chart';

interface Props {
  event: EventGroup;
}

const NAME = 'Positions held';

/** The positions of an event, each a way to its page. */
export const Held = ({ event }: Props) =>
  event.positions.length > VIRTUAL_ABOVE ? <HeldInSight event={event} /> : <AllHeld event={event} />;

function AllHeld({ event }: Props) {
  return (
    <ul aria-label={NAME} className="text-sm">
      {event.positions.map((held) => (
        <HeldRow key={held.ticker} held={held} event={event} />
      ))}
    </ul>
  );
}

/** Of one line, which most are. */
const GUESS = 30;

function HeldInSight({ event }: Props) {
  const { positions } = event;
  const list = useRef<HTMLUListElement>(null);
  const { rows, before, after, measure } = useInSight(list, {
    count: positions.length,
    guess: () => GUESS,
    keyOf: (i) => positions[i]!.ticker,
  });
  return (
    <ul
      ref={list}
      aria-label={NAME}
      className="text-sm [overflow-anchor:none]"
      style={{ paddingTop: before, paddingBottom: after }}
    >
      {rows.map(({ index }) => (
        <HeldRow
          key={positions[index]!.ticker}
          ref={measure}
          data-index={index}
          aria-setsize={positions.length}
          aria-posinset={index + 1}
          held={positions[index]!}
          event={event}
        />
      ))}
    </ul>
  );
}

function HeldRow({ held, event, ...rest }: { held: EventPosition; event: EventGroup } & ComponentProps<'li'>) {
  return (
    <li {...rest} className="flex items-baseline justify-between gap-3 pb-2">
      <Link
        href={`/positions/${encodeURIComponent(held.ticker)}`}
        className="min-w-0 text-accent underline-offset-4 hover:underline"
      >
        {outcomeTitle(held.market_title, event.event_title)}
      </Link>
      <span className="flex shrink-0 items-baseline gap-2">
        {held.status !== 'open' && <Badge>{held.status}</Badge>}
        <SideBadge side={held.side} />
        {quantity(held.quantity)}
      </span>
    </li>
  );
}
