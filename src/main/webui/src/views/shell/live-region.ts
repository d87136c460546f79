/** What is worth saying aloud, and how often: a screen reader must not chatter. */
import type { Fact } from '../../stream/state';
import { gain, price, quantity } from '../../format/numbers';

/** At most one sentence in this many milliseconds. */
export const SPEAK_EVERY = 5_000;

/** One sentence for everything that has happened since the last one; null if there was nothing. */
export function sentenceOf(facts: readonly Fact[], status: string | null): string | null {
  const parts = [status, ...sentences(facts)].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' ') : null;
}

function sentences(facts: readonly Fact[]): string[] {
  if (facts.length > 3) {
    const fills = facts.filter((fact) => fact.kind === 'fill').length;
    const settlements = facts.length - fills;
    return [
      [fills && `${fills} fills`, settlements && `${settlements} settlements`]
        .filter(Boolean)
        .join(', ') + '.',
    ];
  }
  return facts.map((fact) =>
    fact.kind === 'fill'
      ? `Filled: ${quantity(fact.quantity)} ${fact.side} at ${price(fact.price)}, ${fact.ticker}.`
      : `Settled: ${fact.ticker}, ${gain(fact.realized_pnl)}.`,
  );
}
