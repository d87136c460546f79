import { expect, test, vi } from 'vitest';
import { ProblemError, call } from './http';

const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
  vi.stubGlobal('fetch', vi.fn(async () => new Response(body, { status, headers })));

const failure = async (): Promise<ProblemError> => {
  try {
    await call('/portfolio');
  } catch (error) {
    return error as ProblemError;
  }
  throw new Error('it should have failed');
};

test('gives the JSON of an answer, from below the account', async () => {
  answer(200, '{"a":1}');
  expect(await call('/portfolio')).toEqual({ a: 1 });
  expect(fetch).toHaveBeenCalledWith('/api/v1/account/portfolio', expect.objectContaining({ method: 'GET' }));
});

test('a problem keeps its code, its words, its violations and the time to wait', async () => {
  answer(
    429,
    JSON.stringify({ error: 'too_many_requests', message: 'Slow down.', violations: [{ field: 'a', message: 'b' }] }),
    { 'Retry-After': '7' },
  );
  expect(await failure()).toMatchObject({
    status: 429,
    code: 'too_many_requests',
    message: 'Slow down.',
    violations: [{ field: 'a', message: 'b' }],
    retryAfter: 7,
  });
});

test('a proxy that answers in its own words leaves the status', async () => {
  answer(502, '<html>Bad Gateway</html>');
  expect(await failure()).toMatchObject({ status: 502, code: 'http_502', retryAfter: null });
});

test('no answer at all is a problem, too', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  expect(await failure()).toMatchObject({ status: 0, code: 'unreachable' });
});

test('an answer that is no JSON is not taken for one', async () => {
  answer(200, 'hello');
  expect(await failure()).toMatchObject({ code: 'unreadable' });
});

test('only a missing session asks for a login', async () => {
  answer(401, '{"error":"session_ended","message":"Over."}');
  expect((await failure()).isLogin).toBe(true);
  answer(403, '{}');
  expect((await failure()).isLogin).toBe(false);
});
