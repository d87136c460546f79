/** A view, the service's answers and the stream's state, for tests. */
import { QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import axe from 'axe-core';
import type { ReactNode } from 'react';
import { expect, vi } from 'vitest';
import { Route, Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { newQueryClient } from '../api/session';
import { API } from '../api/http';
import type { Position } from '../api/types';
import { initialStore, useStream } from '../stream/store';

/** What a path is answered with: JSON, or whatever a function makes of the address. */
export type Answers = Record<string, unknown | ((url: URL) => Response)>;

export const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

export const problem = (status: number, error: string, message: string): Response =>
  json({ status, error, message }, status);

/** Answers by the path below the account; gives every address that was asked for. */
export function serve(answers: Answers): URL[] {
  const asked: URL[] = [];
  vi.stubGlobal('fetch', async (input: string) => {
    const url = new URL(input, 'http://page.test');
    asked.push(url);
    const answer = answers[url.pathname.slice(API.length)];
    if (answer === undefined) {
      return problem(404, 'not_found', 'There is nothing here.');
    }
    return typeof answer === 'function' ? (answer as (url: URL) => Response)(url) : json(answer);
  });
  return asked;
}

export const pathsOf = (asked: readonly URL[]): string[] =>
  asked.map((url) => url.pathname.slice(API.length) + url.search);

/** The stream has told of these, and is live. */
export function hold(...positions: Position[]): void {
  useStream.setState({
    ...initialStore(),
    loaded: true,
    positions: Object.fromEntries(positions.map((position) => [position.ticker, position])),
    tickers: positions.map((position) => position.ticker),
    line: { status: 'open', since: Date.now(), heard: Date.now(), reason: null },
    feed: { status: 'live', since: '2026-07-06T12:00:00Z', reason: '' },
  });
}

/** The line is lost: what is shown is old from now on. */
export const lose = (): void =>
  act(() => useStream.setState(({ line }) => ({ line: { ...line, status: 'offline' } })));

/** Whether an element is greyed as old. */
export const isGreyed = (element: Element | null | undefined): boolean => element?.closest('.italic') != null;

/** Shows a view at an address. */
export function show(view: ReactNode, path = '/', pattern = '/*?') {
  const { hook } = memoryLocation({ path });
  return render(
    <QueryClientProvider client={newQueryClient()}>
      <Router hook={hook}>
        <Route path={pattern}>{view}</Route>
      </Router>
    </QueryClientProvider>,
  );
}

/** What a tool can find out without seeing colours. */
export async function expectAccessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([]);
}
