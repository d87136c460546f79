import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { ProblemError } from '../api/http';
import { ACCOUNT, useSession } from '../api/session';
import type { Login } from '../api/types';
import { attend, follow } from '../stream/client';
import { useStream } from '../stream/store';
import { Logo } from '../ui/icons';
import { Notice } from '../ui/notice';
import { Landing } from './connect/landing';
import { useWarnings } from './shell/warnings';

/** Lets those in who have a session; the others see how to get one. */
export function Gate({ children }: { children: ReactNode }) {
  const session = useSession();
  const [reason, setReason] = useState<string | null>(null);
  const isIn = session.data !== undefined;
  useFollowing(isIn, setReason);

  const enter = (login: Login) => {
    setReason(null);
    useWarnings.setState({ codes: login.warnings });
    follow('login');
  };

  if (isIn) {
    return children;
  }
  const problem = session.error as ProblemError | null;
  return problem?.isLogin ? (
    <Landing reason={reason} onConnected={enter} />
  ) : (
    <Waiting trouble={problem?.message ?? null} />
  );
}

/** Follows the account while there is a session, and finds out when there is none any more. */
function useFollowing(isIn: boolean, onEnd: (reason: string | null) => void) {
  const client = useQueryClient();
  const isEnded = useStream((state) => state.line.status === 'ended');
  const isOpen = useStream((state) => state.line.status === 'open');
  useEffect(attend, []);
  useEffect(() => {
    if (isIn) {
      follow();
    }
  }, [isIn]);
  useEffect(() => {
    if (isIn && isEnded) {
      onEnd(useStream.getState().line.reason);
      void client.resetQueries({ queryKey: ACCOUNT });
    }
  }, [isEnded]);
  useEffect(() => {
    // Somebody has logged in on another tab.
    if (isOpen && !isIn) {
      void client.resetQueries({ queryKey: ACCOUNT });
    }
  }, [isOpen]);
}

function Waiting({ trouble }: { trouble: string | null }) {
  return (
    <main aria-busy={!trouble} className="grid min-h-dvh place-items-center p-6">
      <div className="flex max-w-sm flex-col items-center gap-5 text-center">
        <h1 className="sr-only">Position Stream</h1>
        <Logo className="size-12 motion-safe:animate-pulse" />
        {trouble ? (
          <Notice tone="warn" alert>
            {trouble} It is tried again every few seconds.
          </Notice>
        ) : (
          <p role="status" className="sr-only">
            Loading
          </p>
        )}
      </div>
    </main>
  );
}
