import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
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

/** Changes when what is held does, not when a price moves. */
export const holdings = (state: StreamStore): string =>
  state.tickers
    .map((ticker) => {
      const held = state.positions[ticker];
      return held && [ticker, held.side, held.quantity, held.cost_basis, held.status].join(' ');
    })
    .join('\n');
