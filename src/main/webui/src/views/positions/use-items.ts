import { type RefObject, useEffect, useMemo, useState } from 'react';
import { useStream } from '../../stream/store';
import { type Arrangement, type Item, arrange } from './arrange';

/** Rows that jump while they are read, or aimed at, are worse than an order of two seconds ago. */
export const ARRANGE_EVERY = 2_000;

/** The arranged rows; anew when what is held or asked for changes, and now and then as prices move. */
export function useItems(how: Arrangement, panel: RefObject<HTMLElement | null>): Item[] {
  const tickers = useStream((state) => state.tickers);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      const isUsed = panel.current?.matches(':hover, :focus-within') ?? false;
      if (!isUsed && !document.hidden) {
        setTurn((before) => before + 1);
      }
    }, ARRANGE_EVERY);
    return () => clearInterval(timer);
  }, [panel]);
  return useMemo(
    () => {
      const { positions } = useStream.getState();
      return arrange(
        tickers.flatMap((ticker) => positions[ticker] ?? []),
        how,
      );
    },
    // `turn` is why: prices are read without being subscribed to.
    [tickers, how, turn],
  );
}
