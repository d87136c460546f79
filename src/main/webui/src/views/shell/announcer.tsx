import { useEffect } from 'react';
import { factKey } from '../../stream/state';
import { standing } from '../../stream/standing';
import { type StreamStore, useStream } from '../../stream/store';
import { SPEAK_EVERY, sentenceOf } from './live-region';
import { speak, useSpoken } from './spoken';

const wordOf = ({ line, feed }: StreamStore): string => standing(line, feed).word;

/** Tells screen readers of fills, settlements, the line and what came of a refresh; never of prices. */
export function Announcer() {
  const sentence = useSpoken((state) => state.sentence);
  useEffect(() => {
    let told = useStream.getState();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      timer = undefined;
      const now = useStream.getState();
      const known = new Set(told.facts.map(factKey));
      const fresh = now.facts.filter((fact) => !known.has(factKey(fact)));
      const status = wordOf(now) === wordOf(told) ? null : `Connection: ${wordOf(now)}.`;
      told = now;
      const news = sentenceOf(fresh, status);
      if (news !== null) {
        speak(news);
      }
    };
    const unsubscribe = useStream.subscribe((now) => {
      if (now.loaded && !told.loaded) {
        // What was there from the beginning is no news; what comes a moment later is.
        told = { ...now, line: told.line, feed: told.feed };
      }
      if (timer === undefined && (now.facts !== told.facts || wordOf(now) !== wordOf(told))) {
        timer = setTimeout(tell, SPEAK_EVERY);
      }
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, []);
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {sentence}
    </p>
  );
}
