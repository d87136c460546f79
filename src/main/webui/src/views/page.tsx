import type { ReactNode } from 'react';

/** The frame of every view behind the login: what is above it, and its content. */
export function Page({ children }: { children: ReactNode }) {
  return <main className="mx-auto flex w-full max-w-[90rem] flex-col gap-4 p-3 sm:p-5">{children}</main>;
}
