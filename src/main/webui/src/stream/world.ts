/** What surrounds a connection: the browser and the service. Works in tabs and in workers. */
import { readPortfolio, readPositions } from '../api/account';
import { API } from '../api/http';
import type { Portfolio, PositionList } from '../api/types';

/** What we use of an EventSource. */
export interface Source {
  readonly readyState: number;
  onmessage: ((event: MessageEvent<string>) => void) | null;
  onerror: ((event: Event) => void) | null;
  close(): void;
}

/** Tests bring their own. */
export interface World {
  openSource(cursor: string | null): Source;
  readPortfolio(): Promise<Portfolio>;
  readPositions(): Promise<PositionList>;
  now(): number;
  /** Uniform in [0, 1). */
  random(): number;
  /** Runs `work` after `millis`; gives what takes that back. */
  after(millis: number, work: () => void): () => void;
}

/** Longer than the service waits for the first load of an account, in milliseconds. */
const ANSWER_WITHIN = 7_000;

export const realWorld = (): World => ({
  openSource: (cursor) =>
    new EventSource(
      API + '/sse/positions' + (cursor ? '?last_event_id=' + encodeURIComponent(cursor) : ''),
    ),
  readPortfolio: () => readPortfolio(ANSWER_WITHIN),
  readPositions: () => readPositions(ANSWER_WITHIN),
  now: () => Date.now(),
  random: () => Math.random(),
  after: (millis, work) => {
    const timer = setTimeout(work, millis);
    return () => clearTimeout(timer);
  },
});
