import * as Radix from '@radix-ui/react-dialog';
import { type ReactNode, useRef } from 'react';

interface Props {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  description: ReactNode;
  children: ReactNode;
}

/** Asks for something before anything else happens; on a phone it comes from below. */
export function Dialog({ open, onOpenChange, title, description, children }: Props) {
  const opener = useRef<Element | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/45 backdrop-blur-[2px]" />
        <Radix.Content
          onOpenAutoFocus={() => (opener.current = document.activeElement)}
          // Back to what opened it: without a trigger of its own Radix leaves the focus nowhere.
          onCloseAutoFocus={() => opener.current instanceof HTMLElement && opener.current.focus()}
          className="fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] overflow-y-auto rounded-t-2xl border border-line bg-surface p-5 shadow-2xl sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[30rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-2xl sm:p-6"
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
            <Radix.Close
              aria-label="Close"
              className="-m-2 grid size-9 shrink-0 place-items-center rounded-lg text-soft hover:bg-raised hover:text-ink"
            >
              <svg viewBox="0 0 16 16" className="size-4" aria-hidden>
                <path d="m4 4 8 8m0-8-8 8" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
              </svg>
            </Radix.Close>
          </div>
          <Radix.Description asChild>
            <div className="mb-4 text-sm text-soft">{description}</div>
          </Radix.Description>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
