import assert from 'node:assert/strict';
import { test } from 'node:test';
import { between } from './between.mjs';
import { quote } from './exchange.mjs';
import { alone, cell, hands, holding, isLive, livePage, openWithCache, says, sharedWorkers, sleep, until } from './stage.mjs';

const restart = async () => {
  await hands('kill');
  await hands('start');
};

const WAYS = [
  // Its connection is lost meanwhile, and nobody is there to notice.
  { way: 'the stream in the worker of all tabs', prepare: () => undefined, meanwhile: restart },
  { way: 'the stream its own', prepare: alone, meanwhile: () => undefined },
];

for (const { way, prepare, meanwhile } of WAYS) {
  test(`a device that slept shows what is true as soon as it wakes (${way})`, async () => {
    const { context, ticker } = await holding('Dew');
    await prepare(context);
    const page = await livePage(context);
    await says(cell(page, 'Dew', 'mark'), '40¢');
    await page.evaluate(() => (window.neverReloaded = true));

    const wake = await sleep();
    try {
      await quote(ticker, 63, 66);
      await meanwhile();
    } finally {
      wake();
    }

    await says(cell(page, 'Dew', 'mark'), '63¢');
    await isLive(page);
    assert.equal(await page.evaluate(() => window.neverReloaded), true);
  });

  test(`a page that comes back out of the browser's cache of left pages goes on (${way})`, async () => {
    const caching = await openWithCache();
    try {
      const { context, ticker } = await holding('Rime', { from: caching });
      await prepare(context);
      const page = await livePage(context);
      await says(cell(page, 'Rime', 'mark'), '40¢');
      await page.evaluate(() => addEventListener('pageshow', (event) => (window.comesFromCache = event.persisted)));
      await page.goto('/openapi');
      await quote(ticker, 44, 47);

      await page.evaluate(() => void setTimeout(() => history.back()));

      const look = () => page.evaluate(() => window.comesFromCache).catch(() => null);
      await until('the page should come out of the cache', look, (it) => it === true);
      await says(cell(page, 'Rime', 'mark'), '44¢');
      await quote(ticker, 48, 51);
      await says(cell(page, 'Rime', 'mark'), '48¢');
      await isLive(page);
    } finally {
      await caching.close();
    }
  });
}

/** An account seen through a proxy, its stream in a shared worker for sure. */
async function through(outcome, prepare = () => undefined) {
  const proxy = await between();
  const { context, ticker } = await holding(outcome, { baseURL: proxy.address });
  prepare(proxy);
  const page = await context.newPage();
  await page.goto('/');
  await says(cell(page, outcome, 'mark'), '40¢');
  const workers = await sharedWorkers();
  assert.ok(workers.some((address) => address.startsWith(proxy.address)), `no worker among ${workers}`);
  return { proxy, context, page, ticker };
}

test('the worker of all tabs cannot have a stream: it reads by REST, and every tab says so', async () => {
  const { proxy, context, page, ticker } = await through('Sprinkle', (it) => it.refuseStreams());
  const other = await context.newPage();
  await other.goto('/');
  for (const tab of [page, other]) {
    await tab.getByRole('banner').getByText(/^Polling/).waitFor();
    await tab.getByText('No live stream can be had: values are read every few seconds.').first().waitFor();
  }

  await quote(ticker, 41, 44);
  await says(cell(page, 'Sprinkle', 'mark'), '41¢');
  await says(cell(other, 'Sprinkle', 'mark'), '41¢');

  proxy.allowStreams();
  await isLive(page);
  await isLive(other);
  proxy.vanish();
});

test('the worker of all tabs has no network: every tab says so at once, and all are live when it is back', async () => {
  const { proxy, context, page, ticker } = await through('Shower');
  const other = await livePage(context);
  await page.evaluate(() => (window.neverReloaded = true));

  proxy.vanish();
  await context.setOffline(true);
  for (const tab of [page, other]) {
    await tab.getByRole('banner').getByText(/^Offline/).waitFor();
    await tab.getByText('This device is offline.').first().waitFor();
    await says(cell(tab, 'Shower', 'mark'), / old/);
  }
  await quote(ticker, 71, 74);
  await proxy.return();
  await context.setOffline(false);

  for (const tab of [page, other]) {
    await isLive(tab);
    await says(cell(tab, 'Shower', 'mark'), '71¢');
  }
  assert.equal(await page.evaluate(() => window.neverReloaded), true);
  proxy.vanish();
});
