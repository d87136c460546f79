// Whether the page's memory stays constant while 200 positions move 500 times a second. Argument: minutes, 10.
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { close, livePage, member, open, rest, until } from './stage.mjs';
import { load, trade } from './exchange.mjs';

const MINUTES = Number(process.argv[2] ?? 10);
const POSITIONS = 200;
/** The small charts keep four minutes at full resolution before they thin it out. */
const FILLED_AFTER = Math.max(1, Math.min(5, Math.floor(MINUTES / 2)));
const MAY_GROW = 1.05;

const browser = await open();
const { account, context } = await member({ reducedMotion: 'no-preference' }, '100000.00');
const tickers = await load(POSITIONS, 500, MINUTES * 60 + 120);
for (const ticker of tickers) {
  await trade(account, ticker, 'yes', 10, 20);
}
const page = await livePage(context);
await until('every position should be held', async () => (await rest(context, '/positions')).positions.length, (n) => n === POSITIONS);
const tools = await context.newCDPSession(page);
const system = await browser.newBrowserCDPSession();
await tools.send('Performance.enable');

console.log('| minute | heap after collection, MB | DOM nodes | listeners | renderer processes (page and worker), MB |\n|---|---|---|---|---|');
const heaps = [];
for (let minute = 1; minute <= MINUTES; minute++) {
  await pause(60_000);
  const { heap, nodes, listeners } = await measure();
  heaps.push(heap);
  console.log(`| ${minute} | ${heap.toFixed(2)} | ${nodes} | ${listeners} | ${(await resident()).join(' + ')} |`);
}
await close();

const settled = heaps[FILLED_AFTER - 1];
const growth = heaps.at(-1) / settled;
console.log(`\n${cpus().length} processors, load average ${loadavg().map((it) => it.toFixed(2)).join(' ')}`);
console.log(`heap from minute ${FILLED_AFTER} to ${MINUTES}: ${settled.toFixed(2)} to ${heaps.at(-1).toFixed(2)} MB (${((growth - 1) * 100).toFixed(1)} %, at most ${((MAY_GROW - 1) * 100).toFixed(0)} %)`);
console.log(growth <= MAY_GROW ? 'VERDICT passed' : 'VERDICT failed');
process.exit(growth <= MAY_GROW ? 0 : 1);

async function measure() {
  await tools.send('HeapProfiler.collectGarbage');
  await tools.send('HeapProfiler.collectGarbage');
  const { metrics } = await tools.send('Performance.getMetrics');
  const of = (name) => metrics.find((it) => it.name === name).value;
  return { heap: of('JSHeapUsedSize') / 1e6, nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

/** Resident memory of every renderer; Linux only, else empty. */
async function resident() {
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .flatMap(({ id }) => {
      try {
        return [Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))[1]) / 1024)];
      } catch {
        return [];
      }
    });
}
