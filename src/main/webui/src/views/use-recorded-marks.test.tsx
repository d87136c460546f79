import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import history from '../fixtures/marks-history.json';
import { markHistory } from '../stream/marks';
import { hold, pathsOf, serve, show } from './testing';
import { samplesOf, useRecordedMarks, useSeeded } from './use-recorded-marks';

function Probe() {
  useRecordedMarks();
  return <p>seeded {useSeeded()} times</p>;
}

test('what the service recorded stands before what was seen since', async () => {
  markHistory.clear();
  const market = history.marks.find((other) => other.points.length > 0)!;
  markHistory.note(market.ticker, 50, Date.parse('2099-01-01T00:00:00Z'));
  hold();
  const asked = serve({ '/marks/history': history });
  show(<Probe />);
  await screen.findByText('seeded 1 times');
  expect(pathsOf(asked)).toEqual(['/marks/history?points=40']);
  expect(markHistory.of(market.ticker).map((sample) => sample.price)).toEqual([
    ...samplesOf(market.points).map((sample) => sample.price),
    50,
  ]);
});

test('where nobody bid there is nothing to remember', () => {
  expect(samplesOf([{ at: '2026-07-06T12:00:00Z', price: null }, { at: '2026-07-06T12:01:00Z', price: 5 }])).toEqual([
    { at: Date.parse('2026-07-06T12:01:00Z'), price: 5 },
  ]);
});
