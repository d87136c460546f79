import { useRef } from 'react';
import { Button } from '../../ui/button';
import { Empty, Notice } from '../../ui/notice';
import { VIRTUAL_ABOVE, useInSight } from '../in-sight';
import { Waiting } from '../parts';
import { EntryRow } from './entry-row';
import { type Entry, entryKey } from './timeline';
import { type Kind, useActivity, useTitles } from './use-activity';

interface Props {
  /** Only what happened in this market. */
  ticker?: string;
  kinds?: readonly Kind[];
  /** No more than so many, and no older pages. */
  most?: number;
}

/** What happened, newest first. */
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
      {shown.length === 0 ? (
        <Empty title="Nothing has happened yet">Fills and settlements appear here the moment they happen.</Empty>
      ) : (
        <Entries entries={shown} title={title} />
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

interface EntriesProps {
  entries: readonly Entry[];
  title: (ticker: string) => string;
}

const NAME = 'Activity, newest first';

const Entries = (props: EntriesProps) =>
  props.entries.length > VIRTUAL_ABOVE ? <EntriesInSight {...props} /> : <AllEntries {...props} />;

function AllEntries({ entries, title }: EntriesProps) {
  return (
    <ol aria-label={NAME}>
      {entries.map((entry) => (
        <EntryRow key={entryKey(entry)} entry={entry} title={title} />
      ))}
    </ol>
  );
}

/** Of one line, which most are. */
const GUESS = 41;

function EntriesInSight({ entries, title }: EntriesProps) {
  const list = useRef<HTMLOListElement>(null);
  const { rows, before, after, measure } = useInSight(list, {
    count: entries.length,
    guess: () => GUESS,
    keyOf: (i) => entryKey(entries[i]!),
  });
  return (
    <ol
      ref={list}
      aria-label={NAME}
      className="[overflow-anchor:none]"
      style={{ paddingTop: before, paddingBottom: after }}
    >
      {rows.map(({ index }) => (
        <EntryRow
          key={entryKey(entries[index]!)}
          ref={measure}
          data-index={index}
          aria-setsize={entries.length}
          aria-posinset={index + 1}
          entry={entries[index]!}
          title={title}
        />
      ))}
    </ol>
  );
}

function Failed({ activity }: { activity: ReturnType<typeof useActivity> }) {
  return (
    <div className="p-4">
      <Notice tone="error" alert action={<Button onClick={activity.retry}>Try again</Button>}>
        The activity could not be loaded. {activity.error?.message}
      </Notice>
    </div>
  );
}
