/** One list of what happened: live facts, pages of the past and changes of the line, newest first. Pure. */
import type { PastFill, PastSettlement } from '../../api/statement';
import type { Feed, Time } from '../../api/types';
import type { Fact } from '../../stream/state';

export type Entry =
  | ({ kind: 'fill' } & PastFillLike)
  | ({ kind: 'settlement' } & PastSettlementLike)
  | { kind: 'status'; status: Feed['status']; reason: string | null; time: Time };

/** What the stream tells and what the list tells, as far as it is shown. */
type PastFillLike = Omit<PastFill, 'is_taker'> & { is_taker?: boolean };
type PastSettlementLike = Omit<PastSettlement, 'side' | 'fees'> & Partial<Pick<PastSettlement, 'side' | 'fees'>>;

/** A change of the line between service and exchange, as this tab saw it. */
export type StatusChange = Extract<Entry, { kind: 'status' }>;

export function entryKey(entry: Entry): string {
  switch (entry.kind) {
    case 'fill':
      return 'f/' + entry.trade_id;
    case 'settlement':
      return `s/${entry.ticker}/${entry.time}`;
    case 'status':
      return `l/${entry.time}/${entry.status}`;
  }
}

interface PastPages {
  fills: readonly PastFill[];
  settlements: readonly PastSettlement[];
  /** Whether older ones are still to be had. */
  moreFills: boolean;
  moreSettlements: boolean;
}

export interface Timeline {
  entries: Entry[];
  /** Which list has to give another page before anything older can be shown in its place. */
  next: ('fills' | 'settlements')[];
}

/**
 * Merges by time. Two lists are read page by page, so what is older than the last row of a list
 * that has more stays back: something in between may still be unread.
 */
export function timeline(past: PastPages, facts: readonly Fact[], changes: readonly StatusChange[]): Timeline {
  const entries = new Map<string, Entry>();
  const add = (entry: Entry): void => {
    entries.set(entryKey(entry), entry);
  };
  past.fills.forEach((fill) => add({ kind: 'fill', ...fill }));
  past.settlements.forEach((paid) => add({ kind: 'settlement', ...paid }));
  facts.forEach((fact) => {
    // What the stream told has the effect that the journal may not know.
    add(fact);
  });
  changes.forEach(add);

  const ends = {
    fills: past.moreFills ? oldest(past.fills) : -Infinity,
    settlements: past.moreSettlements ? oldest(past.settlements) : -Infinity,
  };
  const horizon = Math.max(ends.fills, ends.settlements);
  return {
    entries: [...entries.values()]
      .filter((entry) => Date.parse(entry.time) >= horizon)
      .sort((a, b) => Date.parse(b.time) - Date.parse(a.time)),
    next:
      horizon === -Infinity
        ? []
        : (['fills', 'settlements'] as const).filter((list) => ends[list] === horizon),
  };
}

const oldest = (rows: readonly { time: Time }[]): number => {
  const last = rows.at(-1);
  return last ? Date.parse(last.time) : -Infinity;
};
