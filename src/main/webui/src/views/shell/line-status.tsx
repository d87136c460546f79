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
  const now = useNow();
  const { word, tone, sentence, since, isLive } = standing(line, feed);
  const at = isLive ? line.heard : since;
  const age = at === null ? null : span((now - at) / 1000);
  return (
    <Explained
      explanation={
        sentence ??
        (age === null ? 'Every change is shown as it happens.' : `Every change is shown as it happens. The last one came ${age} ago.`)
      }
    >
      <span className="inline-flex items-center gap-2 text-sm font-medium">
        <span aria-hidden className={classes('size-2 rounded-full', DOTS[tone], isLive && 'motion-safe:animate-pulse')} />
        {word}
        {age !== null && <span className="font-normal text-soft">{isLive ? age + ' ago' : 'for ' + age}</span>}
      </span>
    </Explained>
  );
}
