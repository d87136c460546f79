import { create } from 'zustand';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';

const SENTENCES: Record<string, string> = {
  key_can_trade:
    'This API key may also trade. Position Stream only reads: a read-only key is enough, and safer.',
};

/** What the last login was warned of. */
export const useWarnings = create<{ codes: readonly string[] }>(() => ({ codes: [] }));

export function Warnings() {
  const codes = useWarnings((state) => state.codes);
  if (codes.length === 0) {
    return null;
  }
  const notices = codes.map((code) => (
    <Notice
      key={code}
      tone="warn"
      action={
        <Button
          kind="quiet"
          onClick={() => useWarnings.setState({ codes: codes.filter((other) => other !== code) })}
        >
          Understood
        </Button>
      }
    >
      {SENTENCES[code] ?? `The exchange warns of this key: ${code}.`}
    </Notice>
  ));
  return (
    <aside aria-label="Warnings" className="flex flex-col gap-2">
      {notices}
    </aside>
  );
}
