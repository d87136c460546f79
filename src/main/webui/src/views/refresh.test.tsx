import { useQuery } from '@tanstack/react-query';
import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { ACCOUNT } from '../api/session';
import { call } from '../api/http';
import { useStream } from '../stream/store';
import { position } from '../stream/testing';
import { holdings, useFreshAfterBreak } from './refresh';
import { hold, pathsOf, serve, show } from './testing';

function Probe() {
  useFreshAfterBreak();
  const { data } = useQuery({ queryKey: [...ACCOUNT, 'probe'], queryFn: () => call<{ text: string }>('/probe') });
  return <p>{data?.text}</p>;
}

const line = (status: 'open' | 'connecting', since: number) =>
  act(() => useStream.setState({ line: { status, since, heard: null, reason: null } }));

beforeEach(() => hold());

test('what REST gave is asked for again after a break, not at the first connection', async () => {
  const asked = serve({ '/probe': { text: 'here' } });
  line('connecting', 0);
  show(<Probe />);
  await screen.findByText('here');
  line('open', 1_000);
  line('connecting', 2_000);
  expect(pathsOf(asked)).toEqual(['/probe']);
  line('open', 3_000);
  await waitFor(() => expect(pathsOf(asked)).toEqual(['/probe', '/probe']));
});

test('what is held is the same at any price and in any order, and another with another quantity', () => {
  const [one, other] = [position({ ticker: 'A' }), position({ ticker: 'B' })];
  const told = (...positions: Parameters<typeof hold>) => {
    hold(...positions);
    return holdings(useStream.getState());
  };
  expect(told(other, { ...one, current_price: 1, position_value: null })).toBe(told(one, other));
  expect(told({ ...one, quantity: 1 }, other)).not.toBe(told(one, other));
  expect(told(one)).not.toBe(told(one, other));
});
