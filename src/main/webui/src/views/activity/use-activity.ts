import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { ACCOUNT } from '../../api/session';
import { readFills, readSettlements } from '../../api/statement';
import { useStream } from '../../stream/store';
import { useStatusLog } from './status-log';
import { type Entry, timeline } from './timeline';

const PAGE = 50;

export type Kind = Entry['kind'];

/** What happened, newest first: live, and as far back as was asked for. */
export function useActivity(ticker?: string) {
  const fills = useInfiniteQuery({
    queryKey: [...ACCOUNT, 'fills', ticker ?? null],
    queryFn: ({ pageParam }) => readFills({ limit: PAGE, cursor: pageParam, ticker }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const settlements = useInfiniteQuery({
    queryKey: [...ACCOUNT, 'settlements', ticker ?? null],
    queryFn: ({ pageParam }) => readSettlements({ limit: PAGE, cursor: pageParam, ticker }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const facts = useStream((state) => state.facts);
  const changes = useStatusLog((state) => state.changes);
  const line = useMemo(
    () =>
      timeline(
        {
          fills: fills.data?.pages.flatMap((page) => page.fills) ?? [],
          settlements: settlements.data?.pages.flatMap((page) => page.settlements) ?? [],
          moreFills: fills.hasNextPage,
          moreSettlements: settlements.hasNextPage,
        },
        ticker === undefined ? facts : facts.filter((fact) => fact.ticker === ticker),
        ticker === undefined ? changes : [],
      ),
    [fills.data, settlements.data, fills.hasNextPage, settlements.hasNextPage, facts, changes, ticker],
  );
  const older = useCallback(() => {
    if (line.next.includes('fills')) {
      void fills.fetchNextPage();
    }
    if (line.next.includes('settlements')) {
      void settlements.fetchNextPage();
    }
  }, [line.next, fills.fetchNextPage, settlements.fetchNextPage]);
  const failed = fills.isError ? fills : settlements.isError ? settlements : null;
  return {
    entries: line.entries,
    hasOlder: line.next.length > 0,
    older,
    loading: fills.isPending || settlements.isPending,
    loadingOlder: fills.isFetchingNextPage || settlements.isFetchingNextPage,
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}

/** What a market is called, as far as the page knows; its ticker otherwise. */
export function useTitles(): (ticker: string) => string {
  const positions = useStream((state) => state.tickers);
  return useCallback(
    (ticker) => useStream.getState().positions[ticker]?.market_title ?? ticker,
    // Titles come and go with what is held.
    [positions],
  );
}
