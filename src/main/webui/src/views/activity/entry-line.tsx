import { Link } from 'wouter';
import type { FeedStatus } from '../../api/types';
import { exactMoney, gain, price, quantity } from '../../format/numbers';
import { Badge, type Tone } from '../../ui/badge';
import { Gain, Moment } from '../parts';
import type { Entry } from './timeline';

interface Props {
  entry: Entry;
  /** What a market is called. */
  title: (ticker: string) => string;
}

/** What is said of one thing that happened. */
export const EntryLine = ({ entry, title }: Props) => (
  <>
    <span className="w-28 shrink-0 text-xs text-soft">
      <Moment at={entry.time} />
    </span>
    <span className="min-w-0 flex-1 basis-64 wrap-anywhere">
      <Sentence entry={entry} title={title} />
    </span>
  </>
);

function Sentence({ entry, title }: Props) {
  switch (entry.kind) {
    case 'fill':
      return (
        <>
          <Badge tone="accent">fill</Badge> {EFFECTS[entry.effect ?? 'unknown']} {quantity(entry.quantity)} {entry.side}{' '}
          at {price(entry.price)} · <Market ticker={entry.ticker} title={title} />{' '}
          <span className="text-soft">fee {exactMoney(entry.fee)}</span>
        </>
      );
    case 'settlement':
      return (
        <>
          <Badge tone="up">settled</Badge> {entry.result.toUpperCase()}: {quantity(entry.quantity)} {entry.side ?? ''} paid{' '}
          {exactMoney(entry.payout)} · <Market ticker={entry.ticker} title={title} />{' '}
          <span className="text-soft">
            locked in <Gain value={entry.realized_pnl} show={gain} />
          </span>
        </>
      );
    case 'status':
      return (
        <>
          <Badge tone={STATUS_TONES[entry.status]}>{entry.status}</Badge> The line to the exchange
          {entry.reason ? `: ${entry.reason}` : ''}
        </>
      );
  }
}

const EFFECTS = { open: 'Opened', close: 'Closed by', flip: 'Turned by', unknown: 'Acquired' } as const;

const STATUS_TONES: Record<FeedStatus, Tone> = {
  live: 'up',
  connecting: 'neutral',
  polling: 'warn',
  stale: 'warn',
  reconnecting: 'warn',
  rejected: 'down',
  disconnected: 'down',
};

function Market({ ticker, title }: Pick<Props, 'title'> & { ticker: string }) {
  return (
    <Link
      href={`/positions/${encodeURIComponent(ticker)}`}
      className="break-words text-accent underline decoration-edge decoration-1 underline-offset-4 hover:decoration-accent"
    >
      {title(ticker)}
    </Link>
  );
}
