/** What every component reads: the account, and the line it came by. */
import { create } from 'zustand';
import type { Position } from '../api/types';
import { type Line, startingLine } from './line';
import { type AccountState, EMPTY } from './state';

export interface StreamStore extends AccountState {
  line: Line;
  /** When something last came from the service; beside the line, which does not change with it. */
  heard: number | null;
}

export const initialStore = (): StreamStore => ({
  ...EMPTY,
  line: startingLine(Date.now()),
  heard: null,
});

export const useStream = create<StreamStore>()(() => initialStore());

/** One position; its component sleeps while others move. */
export const usePosition = (ticker: string): Position | undefined =>
  useStream((state) => state.positions[ticker]);

/** Whether what is shown is as good as it gets: our line and the exchange's are live. */
export const useIsLive = (): boolean =>
  useStream((state) => state.line.status === 'open' && state.feed?.status === 'live');
