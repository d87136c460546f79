import * as Tooltip from '@radix-ui/react-tooltip';
import { type ReactNode, useState } from 'react';

export const ExplainedProvider = Tooltip.Provider;

/** A word with an explanation: on hover, on focus, and on touch. */
export function Explained({ explanation, children }: { explanation: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const [trigger, setTrigger] = useState<HTMLElement | null>(null);
  return (
    <Tooltip.Root open={open} onOpenChange={setOpen} delayDuration={150}>
      <Tooltip.Trigger asChild ref={setTrigger}>
        <button
          type="button"
          // A touch has no hover: it opens, and a second one closes.
          onClick={(event) => {
            event.preventDefault();
            setOpen(true);
          }}
          className="cursor-help rounded text-left underline decoration-edge decoration-dotted underline-offset-4"
        >
          {children}
        </button>
      </Tooltip.Trigger>
      {/* Beside the page's content it would be in no landmark, and so for nobody to find. */}
      <Tooltip.Portal container={trigger?.closest<HTMLElement>('main, header')}>
        <Tooltip.Content
          sideOffset={6}
          collisionPadding={12}
          className="z-50 max-w-72 rounded-lg border border-line bg-ink px-3 py-2 text-xs leading-relaxed text-ground shadow-lg"
        >
          {explanation}
          <Tooltip.Arrow className="fill-ink" />
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
