import { memo } from 'react';
import { Link } from 'wouter';
import { gain } from '../../format/numbers';
import { type StreamStore, useIsLive, useStream } from '../../stream/store';
import { Amount } from '../../ui/amount';

interface Props {
  event: string;
  title: string;
  tickers: readonly string[];
  index: number;
}

/** The heading of an event's positions, with what they have gained together. */
export const EventRow = memo(function EventRow({ event, title, tickers, index }: Props) {
  const stale = !useIsLive();
  const sum = useStream((state) => sumOf(state, tickers));
  return (
    <div
      role="row"
      aria-rowindex={index}
      className="event-grid min-h-10 border-t border-line bg-raised/70 px-4 py-2"
    >
      <div role="cell" aria-colspan={4} className="area-title min-w-0">
        <h3 className="text-sm font-semibold text-pretty">
          <Link href={'/events#' + event} className="rounded decoration-edge underline-offset-4 hover:underline">
            {title}
          </Link>
        </h3>
      </div>
      <div role="cell" aria-colspan={5} className="area-pnl text-right text-sm font-semibold">
        {tickers.length > 1 && (
          <>
            <span className="sr-only">Together </span>
            <Amount value={sum} show={gain} colored stale={stale} />
          </>
        )}
      </div>
    </div>
  );
});

/** Unknown as soon as one of them is: half a sum would look like a whole one. */
export function sumOf({ positions }: Pick<StreamStore, 'positions'>, tickers: readonly string[]): number | null {
  let sum = 0;
  for (const ticker of tickers) {
    const pnl = positions[ticker]?.unrealized_pnl;
    if (pnl === null || pnl === undefined) {
      return null;
    }
    // In millionths of a dollar, which are whole numbers.
    sum += Math.round(pnl * 1e6);
  }
  return sum / 1e6;
}
