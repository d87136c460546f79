import { span } from '../../format/times';
import { standing } from '../../stream/standing';
import { useStream } from '../../stream/store';
import { classes } from '../../ui/classes';
import { Explained } from '../../ui/explained';
import { useNow } from '../../ui/now';

const DOTS = { up: 'bg-up', warn: 'bg-warn', down: 'bg-down', neutral: 'bg-edge' } as const;

/** Whether what is shown is live, and how old it is. */
export function LineStatus() {
  const line = useStream((state) => state.line);
  const feed = useStream((state) => state.feed);
  const skew = useStream((state) => state.skew);
  const now = useNow();
  const { word, tone, sentence, since, isLive } = standing(line, feed, skew);
  // Read once a second, not subscribed to: it changes with every message.
  const at = isLive ? useStream.getState().heard : since;
  const seconds = at === null ? null : Math.max(0, (now - at) / 1000);
  const age = seconds === null ? null : span(seconds);
  return (
    <Explained
      explanation={
        sentence ??
        'Every change is shown as it happens. The age is that of the last word from the service.'
      }
    >
      <span className="inline-flex flex-wrap items-center gap-x-2 text-sm font-medium">
        <span aria-hidden className={classes('size-2 rounded-full', DOTS[tone], isLive && 'motion-safe:animate-pulse')} />
        {word}{' '}
        {age !== null && (
          <span className="font-normal whitespace-nowrap text-soft">
            {!isLive ? 'for ' + age : seconds! < 2 ? 'now' : age + ' ago'}
          </span>
        )}
      </span>
    </Explained>
  );
}
