/** The line between this browser and the service, as the page shows it. */

export type LineStatus =
  /** Not yet, or not again: an attempt is under way or will be. */
  | 'connecting'
  /** Every change arrives by itself. */
  | 'open'
  /** No stream can be had; the account is read every few seconds. */
  | 'polling'
  /** The service cannot be reached at all. */
  | 'offline'
  /** The session is over: only a login helps. */
  | 'ended';

export interface Line {
  readonly status: LineStatus;
  /** Milliseconds of the epoch. */
  readonly since: number;
  /** When something last came from the service; null for never. */
  readonly heard: number | null;
  /** One sentence for people, or null. */
  readonly reason: string | null;
}

export const startingLine = (now: number): Line => ({
  status: 'connecting',
  since: now,
  heard: null,
  reason: null,
});
