import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ACCOUNT } from '../api/session';
import { useStream } from '../stream/store';
import type { StreamStore } from '../stream/store';

/** What comes together is asked for together. */
const SOON = 100;

/**
 * Asks again for what REST gave when the stream says that it may have changed: at once after a
 * while of quiet, else at most once per `every` milliseconds, and once more after the last change.
 *
 * @param fingerprint tells apart states that make a difference; looked at no more often than that
 */
export function useRefreshedBy(
  key: QueryKey,
  fingerprint: (state: StreamStore) => string,
  every: number,
): void {
  const client = useQueryClient();
  const name = JSON.stringify(key);
  useEffect(() => {
    let known = fingerprint(useStream.getState());
    let looked = -Infinity;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      timer = undefined;
      looked = performance.now();
      const now = fingerprint(useStream.getState());
      if (now !== known) {
        known = now;
        void client.invalidateQueries({ queryKey: JSON.parse(name) as QueryKey });
      }
    };
    const stop = useStream.subscribe(() => {
      timer ??= setTimeout(look, Math.max(SOON, looked + every - performance.now()));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client, name, fingerprint, every]);
}

/** Changes when what is held does, not when a price moves or the order is another. */
export const holdings = (state: StreamStore): string =>
  state.tickers
    .toSorted()
    .map((ticker) => {
      const held = state.positions[ticker];
      return held && [ticker, held.side, held.quantity, held.cost_basis, held.status].join(' ');
    })
    .join('\n');

/**
 * After a break of the stream everything that REST gave is asked for again: what happened meanwhile
 * may not have been told.
 */
export function useFreshAfterBreak(): void {
  const client = useQueryClient();
  const opened = useStream(({ line }) => (line.status === 'open' ? line.since : null));
  const before = useRef(opened);
  useEffect(() => {
    if (opened === null || opened === before.current) {
      return;
    }
    const isFirst = before.current === null;
    before.current = opened;
    if (!isFirst) {
      void client.invalidateQueries({ queryKey: ACCOUNT, predicate: ({ queryKey }) => queryKey[1] !== 'portfolio' });
    }
  }, [client, opened]);
}
