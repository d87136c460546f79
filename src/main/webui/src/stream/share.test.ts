import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FromHub } from './hub';
import { ANSWER_WITHIN, type Known, type Share, share } from './share';
import { EMPTY } from './state';
import { FakeSource, snapshot } from './testing';

let sources: FakeSource[];
let shares: Share[];

const source = () => sources[sources.length - 1]!;

const known = (): Known => ({ state: EMPTY, cursor: null });

/** A tab, and what it has heard. */
const tab = (knows = known) => {
  const heard: FromHub[] = [];
  const made = share((message) => heard.push(message), knows);
  shares.push(made);
  return { heard, share: made };
};

const settled = () => vi.advanceTimersByTimeAsync(20);

/** Channels and locks as a browser has them, without their threads. */
function browser() {
  const channels = new Set<FakeChannel>();
  class FakeChannel {
    onmessage: ((event: { data: unknown }) => void) | null = null;
    constructor() {
      channels.add(this);
    }
    postMessage(data: unknown) {
      for (const other of channels) {
        if (other !== this) {
          queueMicrotask(() => other.onmessage?.({ data: structuredClone(data) }));
        }
      }
    }
    close() {
      channels.delete(this);
    }
  }
  let last: Promise<unknown> = Promise.resolve();
  const request = (_: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) => {
    const turn = last.then(() => (signal.aborted ? undefined : work()));
    last = turn;
    return turn;
  };
  vi.stubGlobal('BroadcastChannel', FakeChannel);
  vi.stubGlobal('navigator', { locks: { request } });
}

beforeEach(() => {
  vi.useFakeTimers();
  sources = [];
  shares = [];
  vi.stubGlobal(
    'EventSource',
    class extends FakeSource {
      constructor(url: string) {
        super(new URL(url, 'http://x').searchParams.get('last_event_id'));
        sources.push(this);
      }
    },
  );
  vi.stubGlobal('SharedWorker', undefined);
});

afterEach(() => {
  shares.forEach((each) => each.leave());
  vi.useRealTimers();
});

test('alone, where there is nothing to share by', async () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  const { share: mine, heard } = tab();
  mine.send({ kind: 'join' });
  expect(mine.way).toBe('alone');
  source().say(snapshot());
  await settled();
  expect(heard.map((message) => message.kind)).toContain('messages');
});

describe('with a worker', () => {
  class FakeWorker {
    static posted: unknown[] = [];
    port = { onmessage: null, postMessage: (message: unknown) => FakeWorker.posted.push(message) };
  }

  test('the worker has the stream, not the tab', () => {
    vi.stubGlobal('SharedWorker', FakeWorker);
    const { share: mine } = tab();
    mine.send({ kind: 'join' });
    expect(mine.way).toBe('worker');
    expect(FakeWorker.posted).toEqual([{ kind: 'join' }]);
    expect(sources).toHaveLength(0);
  });

  test('that does not answer, the tab helps itself', async () => {
    vi.stubGlobal('SharedWorker', FakeWorker);
    const { share: mine, heard } = tab();
    mine.send({ kind: 'join' });
    await vi.advanceTimersByTimeAsync(ANSWER_WITHIN);
    expect(mine.way).toBe('alone');
    expect(sources).toHaveLength(1);
    expect(heard.at(-1)!.kind).toBe('all');
  });
});

describe('with an elected tab', () => {
  beforeEach(browser);

  test('six tabs hold one stream, and all of them hear it', async () => {
    const tabs = Array.from({ length: 6 }, () => tab());
    for (const each of tabs) {
      each.share.send({ kind: 'join' });
    }
    await settled();
    expect(sources).toHaveLength(1);

    source().say(snapshot(), 'e-1-0');
    await settled();

    for (const { heard } of tabs) {
      expect(heard.filter((message) => message.kind === 'messages')).toHaveLength(1);
    }
  });

  test('the next one carries on where the first has left', async () => {
    const first = tab();
    first.share.send({ kind: 'join' });
    await settled();
    const second = tab(() => ({ state: EMPTY, cursor: 'e-5-1' }));
    second.share.send({ kind: 'join' });
    source().say(snapshot(), 'e-5-1');
    await settled();

    first.share.leave();
    await settled();

    expect(sources).toHaveLength(2);
    expect(sources[0]!.readyState).toBe(2);
    expect(source().cursor).toBe('e-5-1');
    expect(second.heard.some((m) => m.kind === 'line' && m.line.status === 'ended')).toBe(false);
  });

  test('a logout in one tab is one in all', async () => {
    const first = tab();
    const second = tab();
    first.share.send({ kind: 'join' });
    second.share.send({ kind: 'join' });
    await settled();
    second.share.send({ kind: 'logout' });
    await settled();
    for (const { heard } of [first, second]) {
      expect(heard.at(-1)).toMatchObject({ kind: 'line', line: { status: 'ended' } });
    }
  });
});
