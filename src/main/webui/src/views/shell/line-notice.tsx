import { useEffect, useState } from 'react';
import { standing } from '../../stream/standing';
import { useStream } from '../../stream/store';
import { Notice } from '../../ui/notice';

/** What heals by itself sooner is not worth a word. */
const PATIENCE = 1_500;

/** Says what is wrong with the line, once it has been wrong for a moment. */
export function LineNotice() {
  const line = useStream((state) => state.line);
  const feed = useStream((state) => state.feed);
  const { sentence, tone, isLive } = standing(line, feed);
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    if (isLive) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [isLive]);
  if (isLive || !isLasting || !sentence) {
    return null;
  }
  return (
    <aside aria-label="Connection">
      <Notice tone={tone === 'down' ? 'error' : 'warn'}>{sentence}</Notice>
    </aside>
  );
}
