import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { newAccount } from './exchange.mjs';
import { isLive, livePage, member, newProfile, rest, until } from './stage.mjs';

test('"Try with the simulator" needs nothing and leads to live positions', async () => {
  const context = await newProfile();
  const page = await context.newPage();
  await page.goto('/');

  await page.getByRole('button', { name: 'Try with the simulator' }).click();

  await isLive(page);
  await page.getByRole('table', { name: 'Positions' }).getByRole('link').first().waitFor();
  const { positions } = await rest(context, '/positions');
  assert.ok(positions.length > 0);
});

test('the dialog says why a key is refused, and nothing of the key is kept', async () => {
  const context = await newProfile();
  const page = await context.newPage();
  const pem = newKey();
  await page.goto('/');
  await page.getByRole('button', { name: 'Connect your account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect your Kalshi account' });
  await dialog.getByLabel('Environment').selectOption('simulator');
  await dialog.getByLabel('Key ID').fill('00000000-dead-4bad-8bad-000000000000');

  await dialog.getByLabel('Private key').fill('this is no key');
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();

  // Beside its box, in the words of the problem.
  const box = dialog.getByRole('textbox', { name: 'Private key' });
  await until('the box should be marked', () => box.getAttribute('aria-invalid'), (it) => it === 'true');
  const described = await box.evaluate((it) =>
    it.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent).join(' '),
  );
  assert.match(described, /private key|PEM/i);

  await box.fill(pem);
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();

  await dialog.getByRole('alert').getByText('rejected this API key').waitFor();
  assert.equal(await traces(context, page, pem), '');

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Connect your account' }).click();
  assert.equal(await box.inputValue(), '');
});

test('a key from a file lets its owner in, and nothing of it is kept', async () => {
  const account = await newAccount();
  const context = await newProfile();
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('button', { name: 'Connect your account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Environment').selectOption('simulator');
  await dialog.getByLabel('Key ID').fill(account.key_id);
  await dialog.getByLabel('Key file').setInputFiles({
    name: 'kalshi.key',
    mimeType: 'application/x-pem-file',
    buffer: Buffer.from(account.private_key_pem),
  });
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();

  await isLive(page);
  await page.getByText('No open positions').waitFor();
  assert.equal(await traces(context, page, account.private_key_pem), '');
});

test('logging out leads every tab back to the door and ends the session', async () => {
  const { context } = await member();
  const page = await livePage(context);
  const other = await livePage(context, '/events');

  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Log out' }).click();

  for (const tab of [page, other]) {
    await tab.getByRole('button', { name: 'Try with the simulator' }).waitFor();
    assert.equal(await tab.getByRole('table').count(), 0, 'nothing of the account is left');
  }
  assert.equal((await context.request.get('/api/v1/account/portfolio')).status(), 401);
  assert.deepEqual(await context.cookies(), []);
});

function newKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' });
}

/** Everything a browser stores for the page that holds a piece of the key; empty when nothing does. */
async function traces(context, page, pem) {
  const kept = await page.evaluate(async () =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      history.state,
      location.href,
      await indexedDB.databases(),
      await caches.keys(),
    ]),
  );
  const pieces = pem.split('\n').filter((line) => line.length > 40);
  assert.ok(pieces.length > 10);
  const everything = kept + JSON.stringify(await context.storageState({ indexedDB: true }));
  return pieces.filter((piece) => everything.includes(piece)).join('\n');
}
