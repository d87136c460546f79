// Reads a trace of Chromium: how long scripts ran in each frame of the page.

/** What runs JavaScript, as the trace calls it; they nest. */
const SCRIPT = new Set(['FunctionCall', 'FireAnimationFrame', 'TimerFire', 'EventDispatch', 'EvaluateScript', 'RunMicrotasks', 'v8.callFunction', 'FireIdleCallback']);

/** Milliseconds of script between the begin of a frame and that of the next, for each. */
export function framesOf({ traceEvents }) {
  const main = mainThread(traceEvents);
  const events = traceEvents.filter((it) => it.pid === main.pid && it.tid === main.tid);
  const begins = events
    .filter((it) => it.name === 'FireAnimationFrame')
    .map((it) => it.ts)
    .sort((a, b) => a - b)
    // Several callbacks belong to one frame.
    .filter((ts, i, all) => i === 0 || ts - all[i - 1] > 5_000);
  const spans = outermost(events.filter((it) => it.ph === 'X' && SCRIPT.has(it.name)));
  const sums = begins.slice(1).map(() => 0);
  let frame = 0;
  for (const { ts, dur } of spans) {
    while (frame < sums.length && ts >= begins[frame + 1]) {
      frame++;
    }
    if (ts >= begins[0] && frame < sums.length) {
      sums[frame] += dur / 1000;
    }
  }
  return sums;
}

/** Milliseconds of processor time that the longest task of the page took, however often others were let in between. */
export function longestTask({ traceEvents }) {
  const { pid, tid } = mainThread(traceEvents);
  const tasks = traceEvents.filter((it) => it.pid === pid && it.tid === tid && it.name === 'RunTask' && it.tdur !== undefined);
  return Math.max(0, ...tasks.map((it) => it.tdur / 1000));
}

/** The thread on which most frames were fired: that of the page. */
function mainThread(events) {
  const counts = new Map();
  for (const { name, pid, tid } of events) {
    if (name === 'FireAnimationFrame') {
      const key = `${pid}/${tid}`;
      counts.set(key, { pid, tid, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0];
}

/** Those that are within no other. */
function outermost(spans) {
  let end = -Infinity;
  return spans
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur)
    .filter(({ ts, dur = 0 }) => {
      const isOuter = ts >= end;
      end = Math.max(end, ts + dur);
      return isOuter;
    });
}
