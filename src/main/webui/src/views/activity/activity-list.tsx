import { Button } from '../../ui/button';
import { Empty, Notice } from '../../ui/notice';
import { LongList } from '../long-list';
import { Waiting } from '../parts';
import { EntryLine } from './entry-line';
import { entryKey } from './timeline';
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
        <LongList
          label="Activity, newest first"
          ordered
          rowClassName="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b border-line px-4 py-2 text-sm last:border-0"
          items={shown}
          keyOf={entryKey}
          guess={GUESS}
        >
          {(entry) => <EntryLine entry={entry} title={title} />}
        </LongList>
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

/** Of one line, which most are. */
const GUESS = 41;

function Failed({ activity }: { activity: ReturnType<typeof useActivity> }) {
  return (
    <div className="p-4">
      <Notice tone="error" alert action={<Button onClick={activity.retry}>Try again</Button>}>
        The activity could not be loaded. {activity.error?.message}
      </Notice>
    </div>
  );
}
