/** The account's past, and what its figures are made of. */
import { API, call } from './http';
import type {
  DriftRow,
  EquitySeries,
  EventList,
  Explanation,
  FillPage,
  MarkHistory,
  Marks,
  SettlementPage,
  Status,
  TradePage,
} from './statement-types';

export type * from './statement-types';

type Query = Record<string, string | number | undefined>;

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? path : `${path}?${text}`;
}

const market = (ticker: string): string => `/positions/${encodeURIComponent(ticker)}`;

export const readEvents = (): Promise<EventList> => call('/events');

export const readFills = (query: Query): Promise<FillPage> => call(withQuery('/fills', query));

export const readSettlements = (query: Query): Promise<SettlementPage> =>
  call(withQuery('/settlements', query));

export const readTrades = (query: Query): Promise<TradePage> => call(withQuery('/trades', query));

export const readEquity = (query: Query): Promise<EquitySeries> =>
  call(withQuery('/equity', query));

export const readMarkHistory = (query: Query): Promise<MarkHistory> =>
  call(withQuery('/marks/history', query));

export const readMarks = (ticker: string): Promise<Marks> => call(market(ticker) + '/marks');

export const readExplanation = (ticker: string): Promise<Explanation> =>
  call(market(ticker) + '/explain');

export const readDrift = (): Promise<{ drift: DriftRow[] }> => call('/drift');

export const readStatus = (): Promise<Status> => call('/status');

/** A whole list as a file: the service answers CSV to who accepts nothing else. */
export async function downloadCsv(
  list: 'fills' | 'settlements' | 'trades',
  query: Query = {},
): Promise<Blob> {
  const pages: string[] = [];
  let cursor: string | undefined;
  do {
    const answer = await fetch(API + withQuery('/' + list, { ...query, limit: 500, cursor }), {
      headers: { Accept: 'text/csv' },
      cache: 'no-store',
      credentials: 'same-origin',
    });
    if (!answer.ok) {
      throw new Error(`The service answered ${answer.status}.`);
    }
    const text = await answer.text();
    pages.push(pages.length === 0 ? text : text.slice(text.indexOf('\r\n') + 2));
    cursor = answer.headers.get('X-Next-Cursor') ?? undefined;
  } while (cursor !== undefined);
  return new Blob(pages, { type: 'text/csv' });
}
