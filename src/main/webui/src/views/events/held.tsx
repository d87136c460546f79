import { Link } from 'wouter';
import type { EventGroup } from '../../api/statement';
import { quantity } from '../../format/numbers';
import { Badge } from '../../ui/badge';
import { LongList } from '../long-list';
import { SideBadge } from '../parts';
import { outcomeTitle } from './payoff-chart';

interface Props {
  event: EventGroup;
}

/** Of one line, which most are. */
const GUESS = 30;

/** The positions of an event, each a way to its page. */
export const Held = ({ event }: Props) => (
  <LongList
    label="Positions held"
    className="text-sm"
    rowClassName="flex items-baseline justify-between gap-3 pb-2"
    items={event.positions}
    keyOf={(held) => held.ticker}
    guess={GUESS}
  >
    {(held) => (
      <>
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
      </>
    )}
  </LongList>
);
