import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newMarket, quote, trade } from './exchange.mjs';
import { cell, livePage, member, metric, says, until } from './stage.mjs';

const TABS = 6;

const streams = () => metric('stream_open');

const WAYS = [
  ['in a worker', () => undefined],
  [
    'elected where there is no shared worker',
    (context) => context.addInitScript(() => void delete window.SharedWorker),
  ],
];

for (const [way, prepare] of WAYS) {
  test(`six tabs hold one stream (${way}), and the last ones go on when the first is closed`, async () => {
    const before = await until('no stream should be left', streams, (open) => open === 0);
    const { account, context } = await member();
    const ticker = await newMarket('Six');
    await quote(ticker, 40, 43);
    await trade(account, ticker, 'yes', 10, 40);
    await prepare(context);

    const pages = [];
    for (let tab = 0; tab < TABS; tab++) {
      pages.push(await livePage(context));
    }
    await Promise.all(pages.map((page) => says(cell(page, 'Six', 'mark'), '40¢')));

    assert.equal(await streams(), before + 1);
    await quote(ticker, 44, 46);
    await Promise.all(pages.map((page) => says(cell(page, 'Six', 'mark'), '44¢')));

    await pages.shift().close();
    await quote(ticker, 48, 50);
    await Promise.all(pages.map((page) => says(cell(page, 'Six', 'mark'), '48¢')));
    await until('one stream should be open', streams, (open) => open === before + 1);
  });
}
