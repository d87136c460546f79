import { memo } from 'react';
import { type MarkSample, markHistory } from '../../stream/marks';
import { classes } from '../../ui/classes';
import { useSeeded } from '../use-recorded-marks';

const WIDTH = 96;
const HEIGHT = 28;
const PAD = 2;

/** Less than this many cents between top and bottom would make a mountain of one tick. */
const MIN_RANGE = 4;

/** The path through `samples`, oldest left, stretched to the width; empty below two. */
export function pathOf(samples: readonly MarkSample[]): string {
  const first = samples[0];
  const last = samples[samples.length - 1];
  if (!first || !last || last.at === first.at) {
    return '';
  }
  const prices = samples.map((sample) => sample.price);
  const middle = (Math.min(...prices) + Math.max(...prices)) / 2;
  const range = Math.max(MIN_RANGE, Math.max(...prices) - Math.min(...prices));
  return samples
    .map(({ at, price }, i) => {
      const x = ((at - first.at) / (last.at - first.at)) * WIDTH;
      const y = HEIGHT / 2 - ((price - middle) / range) * (HEIGHT - 2 * PAD);
      return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}

function colorOf(samples: readonly MarkSample[]): string {
  const move = (samples[samples.length - 1]?.price ?? 0) - (samples[0]?.price ?? 0);
  return move > 0 ? 'stroke-up' : move < 0 ? 'stroke-down' : 'stroke-edge';
}

const Line = memo(function Line({ samples, stale }: { samples: readonly MarkSample[]; stale: boolean }) {
  const path = pathOf(samples);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="h-7 w-24" aria-hidden preserveAspectRatio="none">
      <path
        d={path || `M0 ${HEIGHT / 2}H${WIDTH}`}
        fill="none"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeDasharray={path ? undefined : '2 4'}
        className={classes(!path ? 'stroke-line' : stale ? 'stroke-edge' : colorOf(samples))}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
});

/** The marks of a position, recorded ones first. Its row draws it anew whenever the mark moves. */
export function Sparkline({ ticker, stale }: { ticker: string; stale: boolean }) {
  useSeeded();
  return <Line samples={markHistory.of(ticker)} stale={stale} />;
}
