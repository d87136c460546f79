// One browser for all scenarios, and everything it complains of.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { newAccount, newMarket, quote, trade } from './exchange.mjs';
import { CHROMIUM, HANDS, SERVICE } from './place.mjs';

/** A busy machine is slow, and no reason to fail. */
export const PATIENCE = 30_000;

let browser;

let profiles = [];

/** What pages wrote to their consoles as an error, and what their policy refused. */
export const complaints = [];

export async function open(more = []) {
  browser = await launch({ args: more });
  return browser;
}

const launch = ({ args = [], ...how }) =>
  chromium.launch({ executablePath: CHROMIUM, args: ['--disable-gpu', ...args], ...how });

/** Another browser, which keeps the pages that are left as people's browsers do; Playwright's own waits do not know that. */
export const openWithCache = () => launch({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });

/** Stops every page and worker as a device does that falls asleep; gives what wakes them. */
export async function sleep() {
  const system = await browser.newBrowserCDPSession();
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  await system.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  renderers.forEach((id) => process.kill(id, 'SIGSTOP'));
  return () => renderers.forEach((id) => process.kill(id, 'SIGCONT'));
}

export const close = () => browser?.close();

/** Of one scenario, however it ended; but those that are kept for the next. */
export async function closeProfiles() {
  await Promise.all(profiles.splice(0).map((context) => context.close()));
}

/** Lets a profile live on after its scenario. */
export function keep(context) {
  profiles = profiles.filter((other) => other !== context);
}

/** A browser profile of its own, without a session; of another browser with `from`. */
export async function newProfile({ from = browser, ...options } = {}) {
  const context = await from.newContext({
    baseURL: SERVICE,
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  profiles.push(context);
  context.setDefaultTimeout(PATIENCE);
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`REFUSED by the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  context.on('console', (message) => {
    if (message.type() === 'error' && !isOutage(message.text())) {
      complaints.push(`${message.page()?.url()}: ${message.text()}`);
    }
  });
  context.on('weberror', (error) => complaints.push(`${error.page()?.url()}: ${error.error().stack}`));
  return context;
}

/** The browser itself notes every answer that is no success: nobody can keep it from that. */
const isOutage = (text) => text.startsWith('Failed to load resource');

/** A profile that is logged in to a fresh account. */
export async function member(options = {}, cash = '1000.00') {
  const account = await newAccount(cash);
  const context = await newProfile(options);
  await login(context, account);
  return { account, context };
}

/** One that holds 100 contracts of an outcome, bought at 40 cents. */
export async function holding(outcome, options) {
  const { account, context } = await member(options);
  const ticker = await newMarket(outcome);
  await quote(ticker, 40, 43);
  await trade(account, ticker, 'yes', 100, 40);
  return { account, context, ticker };
}

/** Neither way of sharing: the stream is the page's own, where the browser's tools get at it. */
export const alone = (context) =>
  context.addInitScript(() => {
    delete window.SharedWorker;
    delete window.BroadcastChannel;
  });

/** Addresses of the shared workers there are. */
export async function sharedWorkers() {
  const system = await browser.newBrowserCDPSession();
  const { targetInfos } = await system.send('Target.getTargets');
  await system.detach();
  return targetInfos.filter(({ type }) => type === 'shared_worker').map(({ url }) => url);
}

export async function login(context, account) {
  const answer = await context.request.post('/api/v1/account/authenticate', {
    data: { environment: 'simulator', api_key: account.key_id, private_key: account.private_key_pem },
  });
  assert.equal(answer.status(), 200, await answer.text());
}

/** The account's truth by REST, in the session of a page. */
export async function rest(context, path) {
  const answer = await context.request.get('/api/v1/account' + path);
  assert.equal(answer.status(), 200, `${path}: ${await answer.text()}`);
  return answer.json();
}

/** A page at an address, once it follows the account live. */
export async function livePage(context, path = '/') {
  const page = await context.newPage();
  await page.goto(path);
  await isLive(page);
  return page;
}

/** The word for the line, at the top of every view. */
export const pill = (page) => page.getByRole('banner').getByRole('button', { name: /now|ago|for / });

export const isLive = (page) => page.getByRole('banner').getByText(/^Live/).waitFor();

export const row = (page, outcome) => page.getByRole('row').filter({ has: page.getByRole('link', { name: outcome, exact: true }) });

/** One cell of a position's row: side, mark, value, pnl, percent, held, expiry. */
export const cell = (page, outcome, area) => row(page, outcome).locator('.area-' + area);

/** "italic" for what is old. */
export const fontStyle = (locator) => locator.evaluate((it) => getComputedStyle(it).fontStyle);

/** Reads until what is read is wanted; says what was read last if it never is. */
export async function until(what, read, isWanted) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const value = await read();
    if (isWanted(value)) {
      return value;
    }
    if (Date.now() > end) {
      assert.fail(`${what}; last seen: ${JSON.stringify(value)}`);
    }
    await pause(50);
  }
}

/** Waits until an element says something. */
export const says = (locator, pattern) =>
  until(`${locator} should say ${pattern}`, () => locator.innerText(), (text) =>
    typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text),
  );

/** Nothing is wider than the window, once everything has taken note of its size. */
export const expectFits = (page) =>
  until(
    'nothing should be wider than the window',
    () =>
      page.evaluate(() => {
        const pixels = document.documentElement.scrollWidth - innerWidth;
        const tooWide = [...document.querySelectorAll('body *')].filter((it) => it.getBoundingClientRect().right > innerWidth + 1);
        return { pixels, innermost: tooWide.at(-1)?.outerHTML.slice(0, 300) };
      }),
    ({ pixels }) => pixels <= 0,
  );

/** The sum of a metric of the service. */
export async function metric(name) {
  const text = await (await fetch(SERVICE + '/q/metrics')).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(name + ' ') || line.startsWith(name + '{'))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

/** Kills the service, stops it in good order, or starts it again: the same home, the same port. */
export async function hands(act) {
  const answer = await fetch(`${HANDS}/${act}`, { method: 'POST' });
  assert.equal(answer.status, 204, await answer.text());
}
