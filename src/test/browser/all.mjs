// Every scenario, one after the other, in one browser; see BrowserIT.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { close, closeProfiles, complaints, open } from './stage.mjs';

before(() => open());
after(close);
afterEach(closeProfiles);

await import('./scenarios-login.mjs');
await import('./scenarios-live.mjs');
await import('./scenarios-tabs.mjs');
await import('./scenarios-outage.mjs');
await import('./scenarios-resume.mjs');
await import('./scenarios-people.mjs');
await import('./scenarios-long.mjs');
await import('./scenarios-states.mjs');

test('in all of this nothing was refused by the policy, and no console had an error', () => {
  assert.deepEqual(complaints, []);
});
