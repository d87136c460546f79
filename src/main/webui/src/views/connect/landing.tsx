import { useEffect, useState } from 'react';
import type { ProblemError } from '../../api/http';
import { useLogin } from '../../api/session';
import type { Login } from '../../api/types';
import { Button } from '../../ui/button';
import { Logo } from '../../ui/icons';
import { Notice } from '../../ui/notice';
import { ConnectDialog } from './connect-dialog';
import { explain } from './problems';

interface Props {
  /** Why somebody is here who was logged in a moment ago. */
  reason: string | null;
  onConnected(login: Login): void;
}

/** What is seen without a session: what this is, and the two ways in. */
export function Landing({ reason, onConnected }: Props) {
  const [isAsking, setAsking] = useState(false);
  const trial = useLogin(onConnected);

  useEffect(() => {
    document.title = 'Connect · Position Stream';
  }, []);

  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center gap-8 px-5 py-10">
      <header className="flex flex-col gap-5">
        <Logo className="size-12" />
        <h1 className="text-3xl font-semibold tracking-tight text-balance sm:text-4xl">
          Your Kalshi positions, live.
        </h1>
        <p className="text-lg text-pretty text-soft">
          Every price, fill and settlement of your account as it happens, with figures that add up.
        </p>
      </header>
      {reason && <Notice>{reason}</Notice>}
      <div className="flex flex-col gap-3 sm:flex-row">
        <Button kind="primary" className="min-h-11 px-5" onClick={() => setAsking(true)}>
          Connect your account
        </Button>
        <Button
          className="min-h-11 px-5"
          busy={trial.isPending}
          onClick={() => trial.mutate({ environment: 'simulator' })}
        >
          Try with the simulator
        </Button>
      </div>
      {trial.error && (
        <Notice tone="error" alert>
          {explain(trial.error as ProblemError, 'simulator')}
        </Notice>
      )}
      <ul className="flex list-disc flex-col gap-1.5 pl-4 text-sm text-soft marker:text-accent">
        <li>Reads only: the service never places an order.</li>
        <li>Your key is stored encrypted, and deleted when you log out.</li>
        <li>The simulator needs no key: it trades recorded markets with play money.</li>
      </ul>
      <ConnectDialog open={isAsking} onOpenChange={setAsking} onConnected={onConnected} />
    </main>
  );
}
