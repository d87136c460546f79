/** Times and spans as people read them, in the reader's own zone. */
import { UNKNOWN } from './numbers';

const SECOND = 1;
const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

type Moment = string | null | undefined;

/** Milliseconds of the epoch; null if it is unknown. */
export function millis(time: Moment): number | null {
  const at = time ? Date.parse(time) : NaN;
  return Number.isNaN(at) ? null : at;
}

/** A span in its two largest units: `3 d 4 h`, `12 m`, `45 s`. */
export function span(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || Number.isNaN(seconds)) {
    return UNKNOWN;
  }
  const whole = Math.max(0, Math.floor(seconds));
  if (whole >= DAY) {
    return joined(whole, DAY, 'd', HOUR, 'h');
  }
  if (whole >= HOUR) {
    return joined(whole, HOUR, 'h', MINUTE, 'm');
  }
  if (whole >= MINUTE) {
    return `${Math.floor(whole / MINUTE)} m`;
  }
  return `${Math.floor(whole / SECOND)} s`;
}

function joined(whole: number, big: number, bigName: string, small: number, smallName: string): string {
  const rest = Math.floor((whole % big) / small);
  const first = `${Math.floor(whole / big)} ${bigName}`;
  return rest === 0 ? first : `${first} ${rest} ${smallName}`;
}

/** Seconds since then; null if that is unknown, 0 if it is to come. */
export function ageOf(time: Moment, now: number): number | null {
  const at = millis(time);
  return at === null ? null : Math.max(0, (now - at) / 1000);
}

/** `5 s ago`, `just now`. */
export function ago(time: Moment, now: number): string {
  const age = ageOf(time, now);
  if (age === null) {
    return UNKNOWN;
  }
  return age < 2 ? 'just now' : `${span(age)} ago`;
}

/** `in 3 d 4 h`, `2 h ago`. */
export function until(time: Moment, now: number): string {
  const at = millis(time);
  if (at === null) {
    return UNKNOWN;
  }
  return at >= now ? `in ${span((at - now) / 1000)}` : `${span((now - at) / 1000)} ago`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function shown(time: Moment, key: string, options: Intl.DateTimeFormatOptions): string {
  const at = millis(time);
  if (at === null) {
    return UNKNOWN;
  }
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(undefined, options);
    formats.set(key, format);
  }
  return format.format(at);
}

/** Time of day with seconds. */
export const clock = (time: Moment): string =>
  shown(time, 'clock', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** Day and time of day. */
export const dayAndTime = (time: Moment): string =>
  shown(time, 'day', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** The whole of it, zone included: for titles. */
export const fullTime = (time: Moment): string =>
  shown(time, 'full', { dateStyle: 'medium', timeStyle: 'long' });
