import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ACCOUNT } from '../../api/session';
import { refresh } from '../../stream/client';
import { type StreamStore, useStream } from '../../stream/store';
import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { RefreshIcon } from '../../ui/icons';
import { speak } from './spoken';

/** So long the press is seen to have done something, however quick it was. Milliseconds. */
const TURN = 700;

/** What has not come by then is said to have failed; it may still come. Milliseconds. */
export const PATIENCE = 10_000;

const TOLD = {
  reading: 'Reading everything anew.',
  done: 'Everything was read anew.',
  failed: 'Not everything could be read anew.',
} as const;

/** Reads everything anew, and says how that went. */
export function RefreshButton() {
  const client = useQueryClient();
  const [isTurning, setTurning] = useState(false);
  const press = async () => {
    setTurning(true);
    speak(TOLD.reading);
    const [isRead] = await Promise.all([readAnew(client), pause(TURN)]);
    speak(isRead ? TOLD.done : TOLD.failed);
    setTurning(false);
  };
  return (
    <Button kind="quiet" onClick={() => void press()} aria-label="Refresh" title="Read everything anew" className="px-2">
      <RefreshIcon className={classes('size-4', isTurning && 'animate-spin')} />
    </Button>
  );
}

/** The stream from its beginning, and what REST gave to the views that are open. */
async function readAnew(client: QueryClient): Promise<boolean> {
  const pressed = Date.now();
  refresh();
  const views = client.invalidateQueries({ queryKey: ACCOUNT }, { throwOnError: true }).then(
    () => true,
    () => false,
  );
  const all = Promise.all([views, hearsAgain(pressed)]).then((parts) => parts.every(Boolean));
  return Promise.race([all, pause(PATIENCE).then(() => false)]);
}

/** Resolves once the account has come anew: by a stream that began since then, or by polling. */
function hearsAgain(since: number): Promise<boolean> {
  const has = ({ line, heard }: StreamStore): boolean =>
    line.status === 'open' ? line.since >= since : line.status === 'polling' && (heard ?? 0) >= since;
  return new Promise((resolve) => {
    const stop = useStream.subscribe((state) => look(state));
    const timer = setTimeout(() => end(false), PATIENCE);
    const end = (heard: boolean): void => {
      stop();
      clearTimeout(timer);
      resolve(heard);
    };
    const look = (state: StreamStore): void => {
      if (has(state)) {
        end(true);
      }
    };
  });
}

const pause = (millis: number): Promise<void> => new Promise((wake) => setTimeout(wake, millis));
