/**
 * How a tab gets at the hub: in a worker that all tabs share; else in whichever tab is elected, over
 * a channel; else in the tab itself. So that six tabs hold one connection to the service and not six.
 */
import { Hub, type FromHub, type ToHub } from './hub';
import type { AccountState } from './state';
import { realWorld } from './world';

export type Way = 'worker' | 'elected' | 'alone';

/** A tab's end of the line to the hub. */
export interface Share {
  readonly way: Way;
  send(message: ToHub): void;
  /** The tab goes away, or into a cache from which it may come back. */
  leave(): void;
}

/** What a tab knows, should it have to carry on. */
export interface Known {
  state: AccountState;
  cursor: string | null;
}

type Hear = (message: FromHub) => void;

/** A hub that does not answer in time is none. */
export const ANSWER_WITHIN = 3_000;

const NAME = 'position-stream';

/** Opens the best way there is; falls back when it stays silent. `known` is asked when a hub is made. */
export function share(hear: Hear, known: () => Known): Share {
  let heard = false;
  const listen: Hear = (message) => {
    heard = true;
    hear(message);
  };
  let current = best(listen, known);
  const fallBack = () => {
    if (!heard && current.way !== 'alone') {
      current.leave();
      current = alone(hear, known);
      current.send({ kind: 'join' });
    }
  };
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return {
    get way() {
      return current.way;
    },
    send: (message) => {
      if (message.kind === 'join' || message.kind === 'login') {
        heard = false;
        clearTimeout(waiting);
        waiting = setTimeout(fallBack, ANSWER_WITHIN);
      }
      current.send(message);
    },
    leave: () => {
      clearTimeout(waiting);
      current.leave();
    },
  };
}

function best(hear: Hear, known: () => Known): Share {
  if (typeof SharedWorker !== 'undefined') {
    try {
      return inWorker(hear);
    } catch {
      // Refused by a policy of the browser: the next best.
    }
  }
  return typeof BroadcastChannel !== 'undefined' && 'locks' in navigator
    ? elected(hear, known)
    : alone(hear, known);
}

function inWorker(hear: Hear): Share {
  const worker = new SharedWorker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: NAME,
  });
  worker.port.onmessage = ({ data }: MessageEvent<FromHub>) => hear(data);
  return {
    way: 'worker',
    send: (message) => worker.port.postMessage(message),
    leave: () => worker.port.postMessage({ kind: 'leave' }),
  };
}

/** Whoever holds the lock has the hub; when its tab goes, the next in the queue carries on. */
function elected(hear: Hear, known: () => Known): Share {
  const channel = new BroadcastChannel(NAME);
  const retire = new AbortController();
  let hub: Hub | null = null;
  let joined = false;
  channel.onmessage = ({ data }: MessageEvent<{ up: ToHub } | { down: FromHub }>) => {
    if ('down' in data) {
      hear(data.down);
    } else {
      hub?.take(data.up);
    }
  };
  const lead = () => {
    const { state, cursor } = known();
    hub = new Hub(realWorld(), tell, state, cursor);
    if (joined) {
      hub.take({ kind: 'join' });
    }
    return new Promise<void>((release) => {
      retire.signal.addEventListener('abort', () => {
        hub?.close();
        hub = null;
        release();
      });
    });
  };
  const tell: Hear = (down) => {
    channel.postMessage({ down });
    hear(down);
  };
  navigator.locks.request(NAME, { signal: retire.signal }, lead).catch(() => {
    // Left before it was this tab's turn.
  });
  return {
    way: 'elected',
    send: (up) => {
      joined ||= up.kind === 'join' || up.kind === 'login';
      if (hub) {
        hub.take(up);
      } else {
        channel.postMessage({ up });
      }
    },
    leave: () => {
      retire.abort();
      channel.close();
    },
  };
}

function alone(hear: Hear, known: () => Known): Share {
  const { state, cursor } = known();
  const hub = new Hub(realWorld(), hear, state, cursor);
  return {
    way: 'alone',
    send: (message) => hub.take(message),
    leave: () => hub.close(),
  };
}
