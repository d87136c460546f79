/** A tab's side of the stream: what the hub tells goes into the store, at most once per frame. */
import type { StreamMessage } from '../api/types';
import type { FromHub } from './hub';
import { markHistory } from './marks';
import { type Share, share as openShare } from './share';
import { reduceAll } from './state';
import { initialStore, useStream } from './store';

/** More are applied at once, frame or not: what waits must not grow. */
const MAX_PENDING = 2_000;

/** Nobody looks at a hidden page. */
const HIDDEN_EVERY = 1_000;

let share: Share | null = null;
let cursor: string | null = null;
let heard: number | null = null;
let pending: StreamMessage[] = [];
let scheduled: (() => void) | null = null;

/** Begins to follow the account; `login` when the session is new. Once is enough. */
export function follow(how: 'join' | 'login' = 'join'): void {
  share ??= openShare(take, known);
  share.send({ kind: how });
}

/** Forgets the account and lets go of the stream, in every tab. */
export function forget(): void {
  share?.send({ kind: 'logout' });
  clear();
}

/** Nothing of an account stays behind in a page without a session. */
function clear(): void {
  drop();
  cursor = null;
  markHistory.clear();
  useStream.setState(initialStore(), true);
}

/** Reads everything anew. */
export const refresh = (): void => share?.send({ kind: 'refresh' });

/** Listens to the device; gives what stops that. */
export function attend(): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  addEventListener('online', () => share?.send({ kind: 'nudge' }), { signal });
  addEventListener('offline', () => share?.send({ kind: 'offline' }), { signal });
  addEventListener('pagehide', letGo, { signal });
  addEventListener('pageshow', (event) => event.persisted && follow(), { signal });
  document.addEventListener('visibilitychange', seen, { signal });
  return () => stop.abort();
}

/** A page that is hidden has no more frames: what waits for one is applied now. */
function seen(): void {
  apply();
  if (!document.hidden) {
    share?.send({ kind: 'nudge' });
  }
}

function letGo(): void {
  share?.leave();
  share = null;
}

function known() {
  apply();
  const { line: _line, heard: _heard, ...state } = useStream.getState();
  return { state, cursor };
}

/** Everything the hub says arrives here. */
export function take(message: FromHub): void {
  switch (message.kind) {
    case 'all':
      drop();
      cursor = message.cursor;
      if (!message.state.loaded) {
        markHistory.clear();
      }
      markHistory.noteEach(Object.values(message.state.positions), Date.now());
      useStream.setState({ ...message.state, line: message.line, heard: message.line.heard });
      break;
    case 'messages':
      cursor = message.cursor;
      heard = message.heard;
      pending.push(...message.messages);
      schedule();
      break;
    case 'line':
      apply();
      if (message.line.status === 'ended') {
        clear();
      }
      useStream.setState({ line: message.line, heard: message.line.heard });
      break;
    default:
      message satisfies never;
  }
}

function schedule(): void {
  if (pending.length > MAX_PENDING) {
    apply();
  } else if (!scheduled && document.hidden) {
    const timer = setTimeout(apply, HIDDEN_EVERY);
    scheduled = () => clearTimeout(timer);
  } else if (!scheduled) {
    const frame = requestAnimationFrame(apply);
    scheduled = () => cancelAnimationFrame(frame);
  }
}

/** Gives what waited, and waits no longer. */
function drop(): StreamMessage[] {
  scheduled?.();
  scheduled = null;
  const waited = pending;
  pending = [];
  return waited;
}

function apply(): void {
  const messages = drop();
  if (messages.length === 0) {
    return;
  }
  const now = Date.now();
  markHistory.noteAll(messages, now);
  useStream.setState((state) => ({
    ...reduceAll(state, messages, now),
    heard,
  }));
}
