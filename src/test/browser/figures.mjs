// Measures the page, says what was wanted, and ends with a verdict: on a machine that does nothing else.
import { loadavg, cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { isLive, livePage, member, open, close, rest, until } from './stage.mjs';
import { load, trade } from './exchange.mjs';
import { framesOf, longestTask } from './trace.mjs';

const POSITIONS = 200;
const UPDATES = 500;
const WARM_UP = 5_000;
const MEASURED = 20_000;
const LOADS = 9;

const rows = [];

const note = (what, wanted, measured, unit, isMet) => rows.push({ what, wanted, measured: `${measured} ${unit}`, isMet });

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const browser = await open();
const { account, context } = await member({ reducedMotion: 'no-preference' }, '100000.00');
const tickers = await load(POSITIONS, UPDATES, 600);
for (const ticker of tickers) {
  await trade(account, ticker, 'yes', 10, 20);
}
await until('every position should be held', async () => (await rest(context, '/positions')).positions.length, (n) => n === POSITIONS);

await frames();
await load(1, 1, 1);
await firstLoads();
await close();

console.log(`\n${cpus().length} processors, load average ${loadavg().map((it) => it.toFixed(2)).join(' ')}`);
console.log('| figure | wanted | measured | |\n|---|---|---|---|');
for (const { what, wanted, measured, isMet } of rows) {
  console.log(`| ${what} | ${wanted} | ${measured} | ${isMet ? 'met' : 'MISSED'} |`);
}
const missed = rows.filter(({ isMet }) => !isMet).length;
console.log(missed ? `VERDICT failed: ${missed} missed` : 'VERDICT passed');
process.exit(missed ? 1 : 0);

/** Frames and script while every position moves two or three times a second. */
async function frames() {
  const page = await livePage(context);
  await page.getByRole('table', { name: 'Positions' }).getByRole('link').first().waitFor();
  await pause(WARM_UP);
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((it) => it.duration))).observe({ type: 'longtask' });
    window.frameTimes = [];
    const next = (now) => {
      window.frameTimes.push(now);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'] });
  const before = await heard();
  await pause(MEASURED);
  const updates = ((await heard()) - before) / (MEASURED / 1000);
  const trace = JSON.parse((await browser.stopTracing()).toString());
  const { longTasks, frameTimes } = await page.evaluate(() => ({ longTasks: window.longTasks, frameTimes: window.frameTimes }));

  const scripts = framesOf(trace);
  const seconds = (frameTimes.at(-1) - frameTimes[0]) / 1000;
  const fps = (frameTimes.length - 1) / seconds;
  const gaps = frameTimes.slice(1).map((at, i) => at - frameTimes[i]);
  const late = gaps.filter((gap) => gap > 25).length;
  note(`updates of ${POSITIONS} positions`, `${UPDATES}/s`, updates.toFixed(0), '/s', updates > UPDATES * 0.95);
  note('frames', '60/s', fps.toFixed(1), `/s, ${late} of ${gaps.length} late`, fps >= 59);
  note('longest task', '≤ 50 ms', Math.round(Math.max(0, ...longTasks)) || '< 50', 'ms', longTasks.length === 0);
  note('longest task, its processor time alone', '–', longestTask(trace).toFixed(1), 'ms', true);
  note('script time of a frame, median', '≤ 8 ms', median(scripts).toFixed(2), 'ms', median(scripts) <= 8);
  note('script time of a frame, 95 of 100', '–', scripts.toSorted((a, b) => a - b)[Math.floor(scripts.length * 0.95)].toFixed(2), 'ms', true);
  await page.close();
}

/** How many changes the account has seen: every tick takes a number. */
async function heard() {
  return (await rest(context, '/portfolio')).seq;
}

/** From the start of the navigation until positions can be read and used, nothing in the browser's cache. */
async function firstLoads() {
  const cookies = await context.cookies();
  const times = [];
  let script;
  for (let i = 0; i < LOADS; i++) {
    const fresh = await browser.newContext({ baseURL: new URL(process.env.SERVICE).href, viewport: { width: 1280, height: 900 } });
    await fresh.addCookies(cookies);
    const page = await fresh.newPage();
    await page.addInitScript(() => {
      const look = new MutationObserver(() => {
        if (document.querySelector('[role=table] [role=row] a')) {
          look.disconnect();
          requestAnimationFrame(() => setTimeout(() => (window.usable = performance.now())));
        }
      });
      look.observe(document, { childList: true, subtree: true });
    });
    await page.goto('/');
    times.push(await until('positions should be there', () => page.evaluate(() => window.usable ?? 0), (it) => it > 0));
    await isLive(page);
    script ??= await page.evaluate(() =>
      performance.getEntriesByType('resource').filter((it) => it.name.endsWith('.js')).map((it) => [it.startTime < window.usable, it.encodedBodySize]),
    );
    await fresh.close();
  }
  const first = script.filter(([isFirst]) => isFirst).reduce((sum, [, bytes]) => sum + bytes, 0);
  note('positions usable after', '≤ 1,000 ms', Math.round(median(times)), `ms (median of ${LOADS}, worst ${Math.round(Math.max(...times))})`, median(times) <= 1_000);
  note('script of the first load, compressed', '≤ 200 kB', (first / 1000).toFixed(1), 'kB', first <= 200_000);
}
