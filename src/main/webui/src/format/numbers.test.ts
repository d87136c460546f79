import { expect, test } from 'vitest';
import { direction, exactMoney, exactPrice, gain, money, percent, price, quantity } from './numbers';

test('what is unknown is a dash, never 0', () => {
  for (const show of [money, gain, exactMoney, exactPrice, percent, price, quantity]) {
    expect(show(null)).toBe('–');
    expect(show(undefined)).toBe('–');
  }
});

test('money has two decimals and a minus sign as wide as a digit', () => {
  expect(money(10245.3)).toBe('$10,245.30');
  expect(money(-3)).toBe('−$3.00');
});

test('a gain shows its sign and nothing has none', () => {
  expect(gain(127.5)).toBe('+$127.50');
  expect(gain(-0.25)).toBe('−$0.25');
  expect(gain(0)).toBe('$0.00');
});

test('an exact amount keeps the digits that make sums add up', () => {
  expect(exactMoney(1.234567)).toBe('$1.234567');
  expect(exactMoney(1.5)).toBe('$1.50');
});

test('a percentage is already one when it comes', () => {
  expect(percent(1.26)).toBe('+1.26%');
  expect(percent(-100)).toBe('−100.00%');
});

test('prices keep fractions of a cent', () => {
  expect(price(68)).toBe('68¢');
  expect(price(48.25)).toBe('48.25¢');
  expect(price(64.4286)).toBe('64.43¢');
  expect(exactPrice(64.4286)).toBe('64.4286¢');
});

test('an amount has a direction only if it is known and not nothing', () => {
  expect([direction(1), direction(-1), direction(0), direction(null)]).toEqual([
    'up',
    'down',
    'flat',
    'flat',
  ]);
});
