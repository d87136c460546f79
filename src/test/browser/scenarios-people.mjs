import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, expectAccessible } from './accessible.mjs';
import { end, newMarket, quote, trade } from './exchange.mjs';
import { expectFits, isLive, keep, livePage, member, newProfile, row, says, until } from './stage.mjs';

/** An account with a bit of everything: an event of two, a loss, no mark, a past. */
async function busy() {
  const { account, context } = await member();
  const dry = await newMarket('Less than 1 inch', { title: 'How much rain will fall in Springfield this week?' });
  const wet = await newMarket('1 inch or more', {
    title: 'How much rain will fall in Springfield this week?',
    event: dry.split('-')[0],
  });
  const unmarked = await newMarket('Nobody bids');
  const settled = await newMarket('Over');
  await Promise.all([quote(dry, 40, 43), quote(wet, 51, 54), quote(settled, 60, 62)]);
  await trade(account, dry, 'yes', 100, 38);
  await trade(account, wet, 'no', 30, 45);
  await trade(account, unmarked, 'yes', 10, 12);
  await trade(account, settled, 'yes', 10, 60);
  await end(settled, 'determine', { result: 'no', settlement_value_dollars: '0.0000' });
  await end(settled, 'settle');
  return { context, ticker: dry };
}

let everything;

accessible('the door, the connect dialog and its errors', async () => {
  const context = await newProfile();
  const page = await context.newPage();
  await page.goto('/');
  const connect = page.getByRole('button', { name: 'Connect your account' });
  await connect.waitFor();
  await expectAccessible(page);
  await connect.click();
  await page.getByText('More', { exact: true }).click();
  await expectAccessible(page);
  await page.getByLabel('Environment').selectOption('simulator');
  await page.getByLabel('Key ID').fill('x');
  await page.getByLabel('Private key').fill('no key');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.locator('[aria-invalid=true]').first().waitFor();
  await expectAccessible(page);
});

accessible('positions, equity, activity', async () => {
  everything = await busy();
  keep(everything.context);
  const page = await livePage(everything.context);
  await row(page, '1 inch or more').waitFor();
  await page.getByText('As a table').click();
  await page.getByRole('region', { name: 'Equity as a table' }).waitFor();
  await page.getByRole('region', { name: 'Activity' }).getByRole('listitem').first().waitFor();
  await expectAccessible(page);
  await page.close();
});

for (const [name, path, sign] of [
  ['events', '/events', (page) => page.getByText('worst case').first()],
  ['activity', '/activity', (page) => page.getByRole('listitem').first()],
  ['closed trades', '/trades', (page) => page.getByRole('row').nth(1)],
  ['status', '/status', (page) => page.getByText('complete').first()],
  ['an address where nothing is', '/nowhere', (page) => page.getByText('There is nothing at this address')],
]) {
  accessible(name, async () => {
    const page = await livePage(everything.context, path);
    await sign(page).waitFor();
    await expectAccessible(page);
    await page.close();
  });
}

accessible('a position with every figure explained', async () => {
  const page = await livePage(everything.context, '/positions/' + everything.ticker);
  await page.getByText('adds up').first().waitFor();
  for (const figure of await page.locator('summary').all()) {
    await figure.click();
  }
  await expectAccessible(page);
  await page.close();
});

accessible('what could not be loaded, and the way out', async () => {
  const page = await everything.context.newPage();
  await page.route('**/account/events', (route) => route.fulfill({ status: 500, json: { error: 'internal_error', message: 'Something went wrong.' } }));
  await page.goto('/events');
  await page.getByRole('alert').getByText('Something went wrong.').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page);
  await page.close();
});

accessible('an account without anything', async () => {
  const { context } = await member();
  const page = await livePage(context);
  for (const [path, sign] of [
    ['/', 'No open positions'],
    ['/events', 'No event yet'],
    ['/activity', 'Nothing has happened yet'],
    ['/trades', 'No closed trade yet'],
  ]) {
    await page.goto(path);
    if (path === '/activity') {
      // The line itself has come up, which is something.
      await page.getByRole('button', { name: 'Settlements', exact: true }).click();
    }
    await page.getByText(sign).first().waitFor();
    await expectAccessible(page);
  }
});

test('on a tablet and on a wide screen nothing is wider than the window, and lines stay readable', async () => {
  const page = await livePage(everything.context);
  for (const [path, sign] of [
    ['/', row(page, '1 inch or more')],
    ['/events', page.getByText('worst case').first()],
    ['/activity', page.getByRole('listitem').first()],
    ['/trades', page.getByRole('row').nth(1)],
    ['/status', page.getByText('complete').first()],
    ['/positions/' + everything.ticker, page.getByText('adds up').first()],
  ]) {
    await page.goto(path);
    await sign.waitFor();
    // Where a table is just wide enough to be one.
    await page.setViewportSize({ width: 700, height: 900 });
    await expectFits(page);
    await page.setViewportSize({ width: 1920, height: 1080 });
    await expectFits(page);
    const { x, width } = await page.getByRole('main').boundingBox();
    assert.ok(width <= 1440, `${path} is ${width} pixels wide`);
    assert.ok(Math.abs(x - (1920 - width) / 2) < 10, `${path} is in the middle, it begins at ${x}`);
  }
  await page.close();
});

test('everything can be reached and done with the keyboard', async () => {
  const { account, context } = await member();
  const [first, second] = [await newMarket('Alpha'), await newMarket('Beta')];
  await Promise.all([quote(first, 40, 43), quote(second, 70, 73)]);
  await trade(account, first, 'yes', 10, 40);
  await trade(account, second, 'yes', 10, 60);
  const page = await livePage(context);
  await row(page, 'Beta').waitFor();

  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Skip to the content');
  await page.keyboard.press('Enter');
  await tabTo(page, 'P&L');
  await page.keyboard.press('Enter');
  const heading = page.getByRole('columnheader', { name: 'P&L', exact: true });
  await until('sorted', () => heading.getAttribute('aria-sort'), (it) => it === 'descending');
  const names = () => page.getByRole('table', { name: 'Positions' }).locator('a[href^="/positions/"]').allInnerTexts();
  await until('the larger gain first', names, (it) => it.join() === 'Beta,Alpha');

  await tabTo(page, 'Beta');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/positions/' + second);
  await page.getByText('How the figures come about').waitFor();
  await tabTo(page, /Cost/);
  await page.keyboard.press('Enter');
  await page.getByRole('table', { name: 'Parts of Cost' }).waitFor();

  await tabTo(page, 'Log out', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  // Focus is in the dialog, goes round in it, and back to where it was.
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.closest('[role=dialog]') !== null));
  }
  await page.keyboard.press('Escape');
  await until('focus is back', () => focused(page), (it) => it === 'Log out');
});

const focused = (page) =>
  page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText.replace(/^[↑↓]\s/, '').trim());

/** Presses Tab until a thing of that name has the focus. */
async function tabTo(page, name, key = 'Tab') {
  const passed = [];
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press(key);
    const here = await focused(page);
    if (typeof name === 'string' ? here === name : name.test(here)) {
      return;
    }
    passed.push(here);
  }
  assert.fail(`${name} is not reached by ${key}; passed: ${passed.join(' | ')}`);
}

test('a fill is told to those who listen; prices move in silence', async () => {
  const { account, context } = await member();
  const ticker = await newMarket('Silence');
  await quote(ticker, 40, 43);
  await trade(account, ticker, 'yes', 10, 40);
  const page = await livePage(context);
  await row(page, 'Silence').waitFor();
  await page.evaluate(() => {
    window.spoken = [];
    for (const region of document.querySelectorAll('[aria-live], [role=status], [role=alert]')) {
      new MutationObserver(() => window.spoken.push(region.textContent)).observe(region, { childList: true, subtree: true, characterData: true });
    }
  });

  for (let bid = 41; bid < 46; bid++) {
    await quote(ticker, bid, 60);
    await says(row(page, 'Silence'), `${bid}¢`);
  }
  await trade(account, ticker, 'yes', 7, 60);
  await until('the fill should be told', () => page.evaluate(() => window.spoken), (it) => it.some((text) => text.includes('Filled: 7 YES')));

  assert.deepEqual((await page.evaluate(() => window.spoken)).filter((text) => text.includes('¢') && !text.includes('Filled')), []);
  await isLive(page);
});
