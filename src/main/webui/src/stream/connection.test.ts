import { beforeEach, describe, expect, test } from 'vitest';
import { ProblemError } from '../api/http';
import type { StreamMessage } from '../api/types';
import { Connection } from './connection';
import type { Line } from './line';
import { FakeWorld, portfolio, snapshot } from './testing';
import { GRACE, POLL_EVERY, SILENCE, STUCK, WATCH_EVERY } from './timing';

let world: FakeWorld;
let heard: StreamMessage[];
let lines: Line[];
let connection: Connection;

const unreachable = async () => {
  throw new ProblemError(0, 'unreachable', 'The service cannot be reached.');
};

const answers = (status: number, code: string) => async () => {
  throw new ProblemError(status, code, 'No.');
};

const status = () => connection.line.status;

const connected = () => {
  connection.start();
  world.source.say(snapshot(), 'e-1-0');
};

beforeEach(() => {
  world = new FakeWorld();
  heard = [];
  lines = [];
  connection = new Connection(world, {
    messages: (messages) => heard.push(...messages),
    line: (line) => lines.push(line),
  });
});

test('is open from the first message on', () => {
  connection.start();
  expect(status()).toBe('connecting');

  world.source.say(snapshot(), 'e-1-0');

  expect(status()).toBe('open');
  expect(heard).toHaveLength(1);
  expect(connection.resumeAt).toBe('e-1-0');
});

test('a message without an id leaves the cursor where it is', () => {
  connected();
  world.source.say({ type: 'position_update', seq: 2, data: { ticker: 'A' } }, '');
  expect(connection.resumeAt).toBe('e-1-0');
});

describe('a broken stream', () => {
  test('is left to the browser, which resumes by itself', async () => {
    connected();
    world.source.breaks();
    expect(status()).toBe('connecting');

    world.source.say({ type: 'resumed', seq: 2, from_seq: 1 });
    await world.pass(GRACE * 2);

    expect(status()).toBe('open');
    expect(world.sources).toHaveLength(1);
    expect(heard.map((m) => m.type)).toEqual(['snapshot', 'resumed']);
  });

  test('that does not come back soon is replaced by polling, visibly', async () => {
    connected();
    world.source.breaks();
    await world.pass(GRACE);

    expect(status()).toBe('polling');
    expect(connection.line.reason).toMatch(/every few seconds/);
    expect(heard.at(-1)!.type).toBe('snapshot');

    const before = heard.length;
    await world.pass(POLL_EVERY * 3);
    expect(heard.length).toBe(before + 3);
  });

  test('is polled for, however often the browser tries by itself', async () => {
    connected();
    for (let second = 0; second < GRACE / 1_000; second++) {
      world.source.breaks();
      await world.pass(1_000);
    }
    expect(status()).toBe('polling');
  });

  test('ends the polling when it is back', async () => {
    connected();
    world.source.breaks();
    await world.pass(GRACE);
    world.source.say({ type: 'resumed', seq: 2, from_seq: 1 });
    const before = heard.length;
    await world.pass(POLL_EVERY * 3);

    expect(status()).toBe('open');
    expect(heard).toHaveLength(before);
  });

  test('is offline when REST cannot be reached either', async () => {
    connected();
    world.portfolio = unreachable;
    world.source.breaks();
    await world.pass(GRACE);
    expect(status()).toBe('offline');
  });

  test('on which the browser tries for too long is opened anew', async () => {
    connected();
    world.source.breaks();
    await world.pass(STUCK + 2 * WATCH_EVERY);
    expect(world.sources.length).toBeGreaterThan(1);
    expect(world.source.cursor).toBe('e-1-0');
  });
});

describe('a refused stream', () => {
  test('is tried again with the cursor, later and later', async () => {
    connected();
    world.positions = answers(503, 'service_unavailable');
    world.source.refused();
    await world.pass(800);
    expect(world.sources).toHaveLength(2);
    expect(world.source.cursor).toBe('e-1-0');

    world.source.refused();
    await world.pass(800);
    expect(world.sources).toHaveLength(2);
    await world.pass(800);
    expect(world.sources).toHaveLength(3);
  });

  test('shows at once what REST still gives', async () => {
    connection.start();
    world.source.refused();
    await world.pass(0);
    expect(status()).toBe('polling');
  });

  test('for want of a session is the end', async () => {
    connected();
    world.positions = answers(401, 'session_expired');
    world.source.refused();
    await world.pass(60_000);
    expect(status()).toBe('ended');
    expect(world.sources).toHaveLength(1);
  });
});

describe('the last words of the service', () => {
  test.each(['session_ended', 'session_expired'])('%s: for good', async (error) => {
    connected();
    world.source.say({ type: 'error', error, message: 'You logged out.' });
    await world.pass(60_000);
    expect(connection.line).toMatchObject({ status: 'ended', reason: 'You logged out.' });
    expect(world.sources).toHaveLength(1);
  });

  test.each(['server_shutdown', 'too_slow'])('%s: the browser comes back', (error) => {
    connected();
    const source = world.source;
    source.say({ type: 'error', error, message: 'Later.' });
    expect(connection.line).toMatchObject({ status: 'connecting', reason: 'Later.' });
    source.breaks();
    source.say({ type: 'resumed', seq: 2, from_seq: 1 });
    expect(status()).toBe('open');
  });
});

describe('silence', () => {
  test('of the market is no fault', async () => {
    connected();
    await world.pass(SILENCE + WATCH_EVERY * 2);
    expect(status()).toBe('open');
    expect(world.sources).toHaveLength(1);
    expect(world.now() - connection.line.heard!).toBeLessThan(SILENCE);
  });

  test('while the account moves means a dead line: it is opened again and resumes', async () => {
    connected();
    world.portfolio = async () => portfolio({ seq: 9 });
    await world.pass(SILENCE + WATCH_EVERY + GRACE);
    expect(world.sources).toHaveLength(2);
    expect(world.source.cursor).toBe('e-1-0');
  });

  test('is broken by what was on its way', async () => {
    connected();
    world.portfolio = async () => portfolio({ seq: 9 });
    await world.pass(SILENCE + WATCH_EVERY);
    world.source.say({ type: 'position_update', seq: 9, data: { ticker: 'A' } }, 'e-9-0');
    await world.pass(GRACE);
    expect(world.sources).toHaveLength(1);
  });

  test('of everything is offline', async () => {
    connected();
    world.portfolio = unreachable;
    await world.pass(SILENCE + WATCH_EVERY);
    expect(status()).toBe('offline');
  });
});

describe('a device', () => {
  test('that slept asks at once', async () => {
    connected();
    let asked = 0;
    world.portfolio = async () => {
      asked++;
      return portfolio();
    };
    world.sleep(3_600_000);
    await world.pass(WATCH_EVERY);
    expect(asked).toBe(1);
    expect(world.sources).toHaveLength(1);
  });

  test('that is online again does not wait for the back-off', async () => {
    connected();
    world.positions = unreachable;
    connection.offline();
    expect(status()).toBe('offline');
    world.source.refused();
    const before = world.sources.length;
    connection.nudge();
    expect(world.sources).toHaveLength(before + 1);
    world.source.say({ type: 'resumed', seq: 2, from_seq: 1 });
    expect(status()).toBe('open');
  });

  test('that is offline is so in spite of what was still on its way', async () => {
    connected();
    world.portfolio = unreachable;
    connection.offline();
    world.source.say({ type: 'resumed', seq: 1, from_seq: 1 });
    expect(status()).toBe('open');
    await world.pass(GRACE);
    expect(status()).toBe('offline');
  });

  test('that only believes to be offline stays live', async () => {
    connected();
    world.portfolio = async () => portfolio({ seq: 1 });
    connection.offline();
    world.source.say({ type: 'resumed', seq: 1, from_seq: 1 });
    await world.pass(GRACE * 3);
    expect(status()).toBe('open');
    expect(world.sources).toHaveLength(1);
  });
});

test('what cannot be read is not skipped: everything is asked for', () => {
  connected();
  world.source.raw('{"type":');
  expect(world.sources).toHaveLength(2);
  expect(world.source.cursor).toBeNull();
});

test('a refresh asks for everything', () => {
  connected();
  connection.refresh();
  expect(world.source.cursor).toBeNull();
  world.source.say(snapshot());
  expect(status()).toBe('open');
});

test('a late answer of REST does not undo what the stream has told', async () => {
  connected();
  let answer!: () => void;
  world.positions = () =>
    new Promise((resolve) => {
      answer = () => resolve({ positions: [], epoch: 'e', seq: 1, feed: { status: 'live', since: null } });
    });
  world.source.breaks();
  await world.pass(GRACE);
  world.source.say({ type: 'resumed', seq: 2, from_seq: 1 });
  const before = heard.length;
  answer();
  await world.pass(0);
  expect(heard).toHaveLength(before);
  expect(status()).toBe('open');
});

test('what is stopped stays silent', async () => {
  connected();
  connection.stop();
  await world.pass(120_000);
  connection.nudge();
  connection.offline();
  expect(status()).toBe('ended');
  expect(world.sources).toHaveLength(1);
  expect(world.source.readyState).toBe(2);
});
