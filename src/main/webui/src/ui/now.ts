import { useSyncExternalStore } from 'react';
import { useStream } from '../stream/store';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      listeners.forEach((each) => each());
    }, 1_000);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
    }
  };
}

/** This browser's clock, once a second, from one timer for all; rounded down to `step` milliseconds. */
export const useNow = (step = 1_000): number =>
  useSyncExternalStore(subscribe, () => Math.floor(now / step) * step);

/** The service's clock, as far as we know it: times it sends are to be compared with this one. */
export function useServiceNow(step = 1_000): number {
  const skew = useStream((state) => state.skew);
  return useNow(step) + skew;
}
