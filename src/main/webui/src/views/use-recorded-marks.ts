import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { create } from 'zustand';
import { ACCOUNT } from '../api/session';
import { type MarkHistory as Recorded, readMarkHistory } from '../api/statement';
import { type MarkSample, markHistory } from '../stream/marks';
import type { StreamStore } from '../stream/store';
import { useRefreshedBy } from './refresh';

const MARKS = [...ACCOUNT, 'marks-history'] as const;
const POINTS = 40;
const held = (state: StreamStore): string =>
  state.tickers
    .map((ticker) => ticker + (state.positions[ticker]?.side ?? ''))
    .sort()
    .join(' ');

const seeds = create<{ times: number }>()(() => ({ times: 0 }));

/** Draws its component anew when older marks were put before those it shows. */
export const useSeeded = (): number => seeds((state) => state.times);

/**
 * Puts what the service recorded in the last hours before what this page has seen: one call for all
 * positions, and again when another market is held. Small charts read `markHistory`.
 */
export function useRecordedMarks(): void {
  const { data } = useQuery({
    queryKey: MARKS,
    queryFn: () => readMarkHistory({ points: POINTS }),
    staleTime: Infinity,
  });
  useRefreshedBy(MARKS, held, 5_000);
  useEffect(() => {
    if (data) {
      data.marks.forEach(({ ticker, points }) => markHistory.seed(ticker, samplesOf(points)));
      seeds.setState(({ times }) => ({ times: times + 1 }));
    }
  }, [data]);
}

/** Where nobody bid there was no price to remember. */
export const samplesOf = (points: Recorded['marks'][number]['points']): MarkSample[] =>
  points.flatMap(({ at, price }) => (price === null ? [] : [{ at: Date.parse(at), price }]));
