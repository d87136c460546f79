import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { Link, useParams } from 'wouter';
import { ProblemError } from '../../api/http';
import { ACCOUNT } from '../../api/session';
import { type Explanation, readExplanation } from '../../api/statement';
import type { Position } from '../../api/types';
import { exactMoney, exactPrice, gain, money, percent, price, quantity } from '../../format/numbers';
import { ageOf, span, until } from '../../format/times';
import { type StreamStore, useIsLive, usePosition } from '../../stream/store';
import { Amount, FlashingAmount } from '../../ui/amount';
import { Badge } from '../../ui/badge';
import { Card } from '../../ui/card';
import { Empty } from '../../ui/notice';
import { useServiceNow } from '../../ui/now';
import { CsvButton } from '../csv-button';
import { Page } from '../page';
import { Answer, Figure, Gain, GradeBadge, Moment, SideBadge, useTitle } from '../parts';
import { useRefreshedBy } from '../refresh';
import { ExplainedFigures } from './explained-figures';
import { LedgerCards } from './ledger-cards';
import { MarksCard } from './marks-card';

const REFRESH_MILLIS = 2_000;

/** One market: what is held of it now, by which marks, and how every figure comes about. */
export default function PositionView() {
  const { ticker: encoded = '' } = useParams<{ ticker: string }>();
  const ticker = decoded(encoded);
  const position = usePosition(ticker);
  useTitle(position?.market_title ?? ticker);
  const key = [...ACCOUNT, 'explain', ticker] as const;
  const explanation = useQuery({ queryKey: key, queryFn: () => readExplanation(ticker) });
  const change = useCallback((state: StreamStore) => JSON.stringify(state.positions[ticker] ?? null), [ticker]);
  useRefreshedBy(key, change, REFRESH_MILLIS);
  // What is no longer held no longer changes.
  const stale = !useIsLive() && position !== undefined;
  const unknown = explanation.error instanceof ProblemError && explanation.error.status === 404;
  return (
    <Page>
      <Head ticker={ticker} position={position} explanation={explanation.data} />
      {position && <Live position={position} />}
      {position && <MarksCard ticker={ticker} />}
      {unknown && !position ? (
        <Empty title="Nothing is known of this market">
          This account has never held anything in <b>{ticker}</b>.{' '}
          <Link href="/" className="text-accent underline underline-offset-4">
            To the positions
          </Link>
        </Empty>
      ) : (
        <Answer query={explanation} what="explanation" lines={8}>
          {(data) => (
            <>
              {data.settlement && <Settled settlement={data.settlement} />}
              <ExplainedFigures explanation={data} stale={stale} />
              <LedgerCards explanation={data} />
            </>
          )}
        </Answer>
      )}
    </Page>
  );
}

/** The router hands over what stands in the address, decoded or not. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function Head({
  ticker,
  position,
  explanation,
}: {
  ticker: string;
  position: Position | undefined;
  explanation: Explanation | undefined;
}) {
  const title = position?.market_title ?? explanation?.market_title ?? ticker;
  const status = position?.status ?? explanation?.status;
  return (
    <div className="flex flex-wrap items-start justify-between gap-3">
      <div className="min-w-0">
        <h1 className="text-lg font-semibold break-words">{title}</h1>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-soft">
          <span className="break-all">{ticker}</span>
          {position && (
            <Link href={'/events#' + position.event_ticker} className="text-accent underline underline-offset-4">
              its event
            </Link>
          )}
          {position && <SideBadge side={position.side} />}
          {status && status !== 'open' && <Badge>{status}</Badge>}
          {explanation && <GradeBadge grade={explanation.grade} />}
        </p>
      </div>
      <CsvButton list="fills" ticker={ticker} />
    </div>
  );
}

function Live({ position }: { position: Position }) {
  const now = useServiceNow();
  const live = useIsLive();
  return (
    <Card aria-label="The position now" className="p-4">
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 lg:grid-cols-6">
        <Figure name="Held" stale={!live}>
          {quantity(position.quantity)} {position.side} @ {price(position.avg_entry_price)}
        </Figure>
        <Figure name="Mark" hint={`Bid ${price(position.bid)}, ask ${price(position.ask)}, last ${price(position.last_price)}`}>
          <FlashingAmount value={position.current_price} show={exactPrice} stale={!live} />
        </Figure>
        <Figure name="Value">
          <FlashingAmount value={position.position_value} show={exactMoney} stale={!live} />
        </Figure>
        <Figure name="Unrealised">
          <FlashingAmount value={position.unrealized_pnl} show={gain} colored stale={!live} />{' '}
          <span className="font-normal">
            <Amount value={position.unrealized_pnl_percent} show={percent} colored stale={!live} />
          </span>
        </Figure>
        <Figure name="Cost" stale={!live}>
          {exactMoney(position.cost_basis)}
        </Figure>
        <Figure name="Realised">
          <Gain value={position.realized_pnl} show={gain} stale={!live} />
        </Figure>
        <Figure name="Fees" stale={!live}>
          {exactMoney(position.fees_paid)}
        </Figure>
        <Figure name="Bid / ask" stale={!live}>
          {exactPrice(position.bid)} / {exactPrice(position.ask)}
        </Figure>
        <Figure name="Last" stale={!live}>
          {exactPrice(position.last_price)}
        </Figure>
        <Figure name="Held for">{span(ageOf(position.entry_time, now))}</Figure>
        <Figure name="Expires">{until(position.expiration_date, now)}</Figure>
        <Figure name="Price as of" stale={!live}>
          <Moment at={position.price_as_of} /> {!live && <Age at={position.price_as_of} now={now} />}
        </Figure>
      </dl>
    </Card>
  );
}

/** Only while nothing is live: else a price is as young as the market. */
function Age({ at, now }: { at: Position['price_as_of']; now: number }) {
  const age = ageOf(at, now);
  return <span className="font-normal">{age === null ? 'age unknown' : `${span(age)} old`}</span>;
}

function Settled({ settlement }: { settlement: NonNullable<Explanation['settlement']> }) {
  return (
    <Card aria-label="Settlement" className="p-4">
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        <Figure name="Result">{settlement.result.toUpperCase()}</Figure>
        <Figure name="Settled">
          <Moment at={settlement.time} />
        </Figure>
        <Figure name="Held at the end">
          {quantity(settlement.quantity)} {settlement.side} at {price(settlement.settlement_value)}
        </Figure>
        <Figure name="Paid out">{money(settlement.payout)}</Figure>
      </dl>
    </Card>
  );
}
