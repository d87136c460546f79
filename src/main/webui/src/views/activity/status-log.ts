/** How the line to the exchange changed while this page was open; the service keeps no list of it. */
import { create } from 'zustand';
import type { Feed } from '../../api/types';
import { useStream } from '../../stream/store';
import type { StatusChange } from './timeline';

const MAX_CHANGES = 100;

export const useStatusLog = create<{ changes: readonly StatusChange[] }>()(() => ({ changes: [] }));

function note(feed: Feed | null): void {
  if (feed?.since == null) {
    return;
  }
  const { changes } = useStatusLog.getState();
  const last = changes.at(-1);
  if (last?.status === feed.status && last.time === feed.since) {
    return;
  }
  const change: StatusChange = {
    kind: 'status',
    status: feed.status,
    reason: feed.reason || null,
    time: feed.since,
  };
  useStatusLog.setState({ changes: [...changes, change].slice(-MAX_CHANGES) });
}

note(useStream.getState().feed);
useStream.subscribe((state, before) => {
  if (state.feed === before.feed) {
    return;
  }
  if (state.feed === null) {
    // The account was left: what happened to it is no longer anybody's business here.
    useStatusLog.setState({ changes: [] });
  }
  note(state.feed);
});
