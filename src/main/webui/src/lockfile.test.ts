import { expect, test } from 'vitest';
import lock from '../package-lock.json?raw';
import manifest from '../package.json';

test('the lock file names no registry: whoever builds has one of his own', () => {
  expect(lock).not.toContain('"resolved"');
});

test('every version is one, and no range', () => {
  const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
  for (const version of versions) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  }
});
