// Pictures of the main page for the README: light, dark, phone. A minute or two of made-up trading comes first.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { close, isLive, login, newProfile, open, row } from './stage.mjs';
import { end, market, newAccount, quote, trade } from './exchange.mjs';

/** Where they are kept; an argument may name another place. */
const FOLDER = process.argv[2] ?? join(process.cwd(), '../../src/main/webui/screenshots');
const STEPS = 240;
const STEP = 500;

const HOUR = 3_600_000;

/** Event, title, hours until it closes, and its outcomes: ticker, title, side, contracts, price in cents of YES, where it goes. */
const EVENTS = [
  ['KXHIGHNY-26DEC14', 'Highest temperature in NYC on Dec 14', 6, [
    ['B34.5', '34° to 35°', 'yes', 120, 31, 44],
    ['B36.5', '36° to 37°', 'yes', 80, 42, 33],
    ['T38', '38° or above', 'no', 60, 17, 14],
  ]],
  ['KXFEDDECISION-26DEC', 'Fed decision in December', 51, [
    ['C25', 'Cut of 25 basis points', 'yes', 250, 68, 74],
    ['H0', 'No change', 'no', 150, 29, 24],
  ]],
  ['KXBTCD-26DEC18', 'Bitcoin price on Friday at 5 pm', 98, [
    ['T100000', '$100,000 or above', 'no', 75, 36, 39],
    ['T110000', '$110,000 or above', 'yes', 40.5, 12, 15],
  ]],
  ['KXCPIYOY-26NOV', 'Inflation in November, year on year', 220, [['T3.0', 'Above 3.0%', 'yes', 200, 55, 58]]],
  ['KXSNOWNYM-26DEC', 'Snow in Central Park in December', 400, [['6.0', 'More than 6 inches', 'yes', 90, 22, 19]]],
];

/** The same pictures, but for their times, whenever they are made. */
let seed = 7;
const random = () => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
};

await open();
const account = await newAccount('1500.00');
const context = await newProfile({ timezoneId: 'America/New_York' });
await login(context, account);
const page = await context.newPage();
await page.goto('/');
await isLive(page);
await live();
mkdirSync(FOLDER, { recursive: true });
await row(page, '34° to 35°').waitFor();
for (const [name, colorScheme, width, height, fullPage] of [
  ['light', 'light', 1280, 800, true],
  ['dark', 'dark', 1280, 800, true],
  ['phone', 'light', 390, 844, false],
]) {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height });
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const path = join(FOLDER, name + '.png');
  await page.screenshot({ path, fullPage, animations: 'disabled', caret: 'hide' });
  console.log(`${path}: ${Math.round(statSync(path).size / 1000)} kB`);
}
await close();

/** Markets open, positions are bought, prices wander, and something is bought, sold and settled now and then. */
async function live() {
  const now = Date.now();
  const markets = [];
  for (const [event, title, hours, outcomes] of EVENTS) {
    for (const [name, outcome, side, count, price, goal] of outcomes) {
      const ticker = `${event}-${name}`;
      await market({ ticker, event, title, outcome, closes: new Date(now + hours * HOUR) });
      markets.push({ ticker, side, count, price, goal, at: price });
    }
  }
  await market({ ticker: 'KXHIGHNY-26DEC13-B31.5', event: 'KXHIGHNY-26DEC13', title: 'Highest temperature in NYC on Dec 13', outcome: '31° to 32°', closes: new Date(now + HOUR) });
  await quote('KXHIGHNY-26DEC13-B31.5', 71, 73);
  await trade(account, 'KXHIGHNY-26DEC13-B31.5', 'yes', 50, 62);
  for (let step = 0; step < STEPS; step++) {
    for (const it of markets) {
      it.at = Math.min(96, Math.max(3, it.at + (random() - 0.5) * 2.2 + (it.goal - it.at) * 0.03));
      await quote(it.ticker, Math.round(it.at), Math.round(it.at) + 2);
    }
    const next = markets[Math.floor(step / 10)];
    if (step % 10 === 0 && next) {
      await trade(account, next.ticker, next.side, next.count, next.price);
    } else if (step % 12 === 5) {
      const some = markets[Math.floor(random() * Math.min(markets.length, step / 10))];
      await trade(account, some.ticker, random() < 0.6 ? some.side : some.side === 'yes' ? 'no' : 'yes', 5, Math.round(some.at));
    }
    if (step === STEPS - 40) {
      await end('KXHIGHNY-26DEC13-B31.5', 'determine', { result: 'yes', settlement_value_dollars: '1.0000' });
      await end('KXHIGHNY-26DEC13-B31.5', 'settle');
    }
    await pause(STEP);
  }
}
