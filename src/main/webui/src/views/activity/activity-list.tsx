import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button';
import { Empty, Notice } from '../../ui/notice';
import { Waiting } from '../parts';
import { EntryRow, spoken } from './entry-row';
import type { Entry } from './timeline';
import { type Kind, useActivity, useTitles } from './use-activity';

interface Props {
  /** Only what happened in this market. */
  ticker?: string;
  kinds?: readonly Kind[];
  /** No more than so many, and no older pages. */
  most?: number;
}

/** What happened, newest first; what is new is told once, and not more often than every few seconds. */
export function ActivityList({ ticker, kinds, most }: Props) {
  const activity = useActivity(ticker);
  const title = useTitles();
  if (activity.loading && activity.entries.length === 0) {
    return activity.error ? <Failed activity={activity} /> : <Waiting />;
  }
  const wanted = kinds ? activity.entries.filter((entry) => kinds.includes(entry.kind)) : activity.entries;
  const shown = most === undefined ? wanted : wanted.slice(0, most);
  return (
    <>
      {activity.error && <Failed activity={activity} />}
      <Announced entries={activity.entries} title={title} />
      {shown.length === 0 ? (
        <Empty title="Nothing has happened yet">Fills and settlements appear here the moment they happen.</Empty>
      ) : (
        <ol aria-label="Activity, newest first">
          {shown.map((entry) => (
            <EntryRow key={keyOf(entry)} entry={entry} title={title} />
          ))}
        </ol>
      )}
      {most === undefined && activity.hasOlder && (
        <div className="p-3 text-center">
          <Button busy={activity.loadingOlder} onClick={activity.older}>
            Show older
          </Button>
        </div>
      )}
    </>
  );
}

const keyOf = (entry: Entry): string =>
  entry.kind === 'fill' ? entry.trade_id : entry.kind + entry.time + (entry.kind === 'status' ? entry.status : entry.ticker);

function Failed({ activity }: { activity: ReturnType<typeof useActivity> }) {
  return (
    <div className="p-4">
      <Notice tone="error" alert action={<Button onClick={activity.retry}>Try again</Button>}>
        The activity could not be loaded. {activity.error?.message}
      </Notice>
    </div>
  );
}

const QUIET_MILLIS = 4_000;

/** Says what is newest, for who cannot see it appear. */
function Announced({ entries, title }: { entries: readonly Entry[]; title: (ticker: string) => string }) {
  const newest = entries[0];
  const opened = useRef(Date.now());
  const [text, setText] = useState('');
  useEffect(() => {
    // What was there before the page was opened is no news.
    if (!newest || newest.kind === 'status' || Date.parse(newest.time) < opened.current) {
      return;
    }
    const timer = setTimeout(() => setText(spoken(newest, title)), QUIET_MILLIS);
    return () => clearTimeout(timer);
  }, [newest, title]);
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  );
}
