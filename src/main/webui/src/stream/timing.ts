/** How long a connection waits for what; all in milliseconds. */

/** A gap in the stream that is shorter is not worth a word. */
export const GRACE = 3_000;

export const POLL_EVERY = 3_000;

export const WATCH_EVERY = 5_000;

/** A stream that is silent for longer is asked for: a quiet market and a dead line look the same. */
export const SILENCE = 20_000;

/** A watch that comes so much later than it should was asleep. */
export const SLEPT = WATCH_EVERY + 10_000;

/** How long the browser may try by itself before we do. */
export const STUCK = 15_000;

const BACK_OFF_MIN = 1_000;
const BACK_OFF_MAX = 30_000;

/** Twice as long with every attempt, and never all clients at once; `chance` is in [0, 1). */
export const backOff = (attempts: number, chance: number): number =>
  Math.min(BACK_OFF_MAX, BACK_OFF_MIN * 2 ** attempts) * (0.5 + chance / 2);
