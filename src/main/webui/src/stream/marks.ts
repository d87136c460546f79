/** The marks of each position: one sample a second, fewer the older they are. */
import type { Position, Side, StreamMessage } from '../api/types';

export interface MarkSample {
  /** Milliseconds of the epoch. */
  readonly at: number;
  /** Cents of the side held. */
  readonly price: number;
}

export const MAX_SAMPLES = 240;

const RESOLUTION = 1_000;

export class MarkHistory {
  private readonly samples = new Map<string, MarkSample[]>();
  private readonly sides = new Map<string, Side>();

  /** Oldest first; a new array whenever it has changed, so that it can be compared. */
  of(ticker: string): readonly MarkSample[] {
    return this.samples.get(ticker) ?? NONE;
  }

  /** What is older than everything seen here: recorded by the service, for example. */
  seed(ticker: string, older: readonly MarkSample[]): void {
    const known = this.of(ticker);
    const before = known[0]?.at ?? Infinity;
    const all = [...older.filter((sample) => sample.at < before), ...known];
    this.samples.set(ticker, all.slice(-MAX_SAMPLES));
  }

  note(ticker: string, price: number | null | undefined, at: number): void {
    if (price === null || price === undefined) {
      return;
    }
    const known = this.of(ticker);
    const last = known[known.length - 1];
    const isSameSecond = last !== undefined && at - last.at < RESOLUTION;
    if (isSameSecond && last.price === price) {
      return;
    }
    const sample = { at: isSameSecond ? last.at : at, price };
    const kept = isSameSecond ? known.slice(0, -1) : known.length < MAX_SAMPLES ? known : thinned(known);
    this.samples.set(ticker, [...kept, sample]);
  }

  noteAll(messages: readonly StreamMessage[], at: number): void {
    for (const message of messages) {
      if (message.type === 'snapshot') {
        this.noteEach(message.positions, at);
      } else if (message.type === 'position_update') {
        this.turn(message.data.ticker, message.data.side);
        this.note(message.data.ticker, message.data.current_price, at);
      } else if (message.type === 'position_removed') {
        this.samples.delete(message.ticker);
        this.sides.delete(message.ticker);
      }
    }
  }

  noteEach(positions: readonly Position[], at: number): void {
    positions.forEach((position) => {
      this.turn(position.ticker, position.side);
      this.note(position.ticker, position.current_price, at);
    });
  }

  /** Prices of one side are none of the other's. */
  private turn(ticker: string, side: Side | undefined): void {
    if (side !== undefined && this.sides.get(ticker) !== side) {
      this.samples.delete(ticker);
      this.sides.set(ticker, side);
    }
  }

  clear(): void {
    this.samples.clear();
    this.sides.clear();
  }
}

/** Every other one of the older half goes, so that hours and seconds have room side by side. */
const thinned = (samples: readonly MarkSample[]): MarkSample[] =>
  samples.filter((_, i) => i % 2 === 0 || i > samples.length / 2);

const NONE: readonly MarkSample[] = [];

/** Those of this page. */
export const markHistory = new MarkHistory();
