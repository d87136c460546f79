import { beforeEach, expect, test } from 'vitest';
import { type FromHub, Hub } from './hub';
import { reduceAll } from './state';
import { FakeWorld, fill, position, snapshot } from './testing';

let world: FakeWorld;
let told: FromHub[];
let hub: Hub;

const move = (price: number) =>
  ({
    type: 'position_update',
    seq: 2,
    data: { ticker: 'KXHIGHNY-T34', current_price: price },
  }) as const;

beforeEach(() => {
  world = new FakeWorld();
  told = [];
  hub = new Hub(world, (message) => told.push(message));
});

test('opens one stream, however many tabs join', () => {
  hub.take({ kind: 'join' });
  hub.take({ kind: 'join' });
  hub.take({ kind: 'join' });
  expect(world.sources).toHaveLength(1);
});

test('tells a tab that joins later everything it knows, and only that tab', async () => {
  hub.take({ kind: 'join' });
  world.source.say(snapshot(), 'e-1-0');
  world.source.say(fill('1'), 'e-1-1');
  await world.pass(20);
  const before = told.length;
  const late: FromHub[] = [];

  hub.take({ kind: 'join' }, (message) => late.push(message));

  expect(told).toHaveLength(before);
  expect(late).toMatchObject([{ kind: 'all', cursor: 'e-1-1', line: { status: 'open' } }]);
  const [all] = late;
  expect(all?.kind === 'all' && all.state.tickers).toEqual(['KXHIGHNY-T34']);
  expect(all?.kind === 'all' && all.state.facts).toHaveLength(1);
});

test('gathers what comes within a frame into one message', async () => {
  hub.take({ kind: 'join' });
  world.source.say(snapshot());
  await world.pass(20);
  told.length = 0;

  for (let price = 1; price <= 50; price++) {
    world.source.say(move(price));
  }
  await world.pass(20);

  expect(told).toHaveLength(1);
  const [only] = told;
  expect(only?.kind === 'messages' && only.messages).toHaveLength(50);
});

test('a tab that gets the messages knows what a tab that joins is told', async () => {
  hub.take({ kind: 'join' });
  world.source.say(snapshot([position(), position({ ticker: 'B' })]));
  world.source.say(move(12));
  world.source.say({ type: 'position_removed', seq: 3, ticker: 'B', reason: 'closed' });
  await world.pass(20);
  const messages = told.flatMap((m) => (m.kind === 'messages' ? m.messages : []));
  let all!: FromHub;
  hub.take({ kind: 'join' }, (message) => (all = message));

  const first = told.find((m) => m.kind === 'all')!;
  const mine = reduceAll(first.kind === 'all' ? first.state : never(), messages, world.now());
  expect(all.kind === 'all' && all.state.positions).toEqual(mine.positions);
});

test('forgets one account before it follows another', async () => {
  hub.take({ kind: 'join' });
  world.source.say(snapshot(), 'e-1-0');
  await world.pass(20);

  hub.take({ kind: 'login' });

  expect(told.at(-1)).toMatchObject({ kind: 'all', cursor: null, state: { loaded: false } });
  expect(world.sources).toHaveLength(2);
  expect(world.source.cursor).toBeNull();
});

test('a logout is told to every tab, and a tab with a new session begins anew', () => {
  hub.take({ kind: 'join' });
  world.source.say(snapshot());
  hub.take({ kind: 'logout' });
  expect(told.at(-1)).toMatchObject({ kind: 'line', line: { status: 'ended' } });

  hub.take({ kind: 'join' });
  expect(told.at(-1)).toMatchObject({
    kind: 'all',
    line: { status: 'connecting' },
    state: { loaded: false },
  });
  expect(world.sources).toHaveLength(2);
});

test('carries on where the hub before it stood', () => {
  const heir = new Hub(world, () => undefined, reduceAll(emptyState(), [snapshot()], 0), 'e-7-2');
  let all!: FromHub;
  heir.take({ kind: 'join' }, (message) => (all = message));
  expect(world.source.cursor).toBe('e-7-2');
  expect(all.kind === 'all' && all.state.tickers).toEqual(['KXHIGHNY-T34']);
});

test('closes without a word', async () => {
  hub.take({ kind: 'join' });
  told.length = 0;
  hub.close();
  await world.pass(60_000);
  expect(told).toEqual([]);
  expect(world.source.readyState).toBe(2);
});

function never(): never {
  throw new Error('the first message must tell everything');
}

const emptyState = () => {
  let all!: FromHub;
  new Hub(new FakeWorld(), () => undefined).take({ kind: 'join' }, (message) => (all = message));
  return all.kind === 'all' ? all.state : never();
};
