/** How good what is shown is: our line and the exchange's, in one word and one sentence. */
import type { Feed } from '../api/types';
import type { Line } from './line';

export interface Standing {
  /** One word, for the pill. */
  word: string;
  tone: 'up' | 'warn' | 'down' | 'neutral';
  /** What it means for what is shown; null when all is well. */
  sentence: string | null;
  /** Since when by this browser's clock, if it is known: milliseconds of the epoch. */
  since: number | null;
  /** Whether every change is seen as it happens. */
  isLive: boolean;
}

const LINES: Record<Exclude<Line['status'], 'open'>, Pick<Standing, 'word' | 'tone'>> = {
  connecting: { word: 'Connecting', tone: 'neutral' },
  polling: { word: 'Polling', tone: 'warn' },
  offline: { word: 'Offline', tone: 'down' },
  ended: { word: 'Logged out', tone: 'neutral' },
};

const FEEDS: Record<Feed['status'], Pick<Standing, 'word' | 'tone' | 'sentence'>> = {
  live: { word: 'Live', tone: 'up', sentence: null },
  connecting: {
    word: 'Connecting',
    tone: 'neutral',
    sentence: 'The service is connecting to the exchange.',
  },
  stale: {
    word: 'Stale',
    tone: 'warn',
    sentence: 'Nothing comes from the exchange: marks may be old.',
  },
  polling: {
    word: 'Polling',
    tone: 'warn',
    sentence: 'The exchange sends no live data: it is asked every few seconds.',
  },
  reconnecting: {
    word: 'Reconnecting',
    tone: 'warn',
    sentence: 'The line to the exchange was lost and is being made again: marks are old.',
  },
  rejected: {
    word: 'Key rejected',
    tone: 'down',
    sentence: 'The exchange refuses this API key. Log out and connect with another one.',
  },
  disconnected: {
    word: 'Disconnected',
    tone: 'down',
    sentence: 'The line to the exchange is closed: marks are old.',
  },
};

/**
 * The nearer line decides: what does not reach us cannot be judged. `skew` is how many milliseconds
 * the clock of the service is ahead.
 */
export function standing(line: Line, feed: Feed | null, skew = 0): Standing {
  if (line.status !== 'open') {
    const { status, reason, since } = line;
    return { ...LINES[status], sentence: reason, since, isLive: false };
  }
  if (!feed) {
    return { ...FEEDS.connecting, since: line.since, isLive: false };
  }
  const { word, tone, sentence } = FEEDS[feed.status];
  const since = feed.since ? Date.parse(feed.since) - skew : null;
  return { word, tone, sentence: explained(sentence, feed), since, isLive: feed.status === 'live' };
}

const explained = (sentence: string | null, feed: Feed): string | null =>
  sentence && feed.reason ? `${sentence} (${feed.reason})` : sentence;
