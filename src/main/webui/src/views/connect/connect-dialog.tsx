import { type FormEvent, useState } from 'react';
import type { ProblemError } from '../../api/http';
import { useLogin } from '../../api/session';
import type { Environment, Login } from '../../api/types';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field, Input, Select } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { KeyBox } from './key-box';
import { explain, fieldErrors } from './problems';

const KEY_PAGES: Record<Environment, string | null> = {
  production: 'https://kalshi.com/account/profile',
  demo: 'https://demo.kalshi.co/account/profile',
  simulator: null,
};

interface Props {
  open: boolean;
  onOpenChange(open: boolean): void;
  onConnected(login: Login): void;
}

/** Asks for the key. What was typed is forgotten with the dialog, however it ends. */
export function ConnectDialog({ open, onOpenChange, onConnected }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Connect your Kalshi account"
      description={
        <>
          The key is sent to this service once, tried at Kalshi, and stored encrypted. It is used to
          read, never to trade, and deleted when you log out. A read-only key is enough.
        </>
      }
    >
      <ConnectForm onConnected={onConnected} />
    </Dialog>
  );
}

/** Lives as long as the dialog is open, and so does the key. */
function ConnectForm({ onConnected }: Pick<Props, 'onConnected'>) {
  const [environment, setEnvironment] = useState<Environment>('production');
  const [apiKey, setApiKey] = useState('');
  const [privateKey, setPrivateKey] = useState('');
  const [subaccount, setSubaccount] = useState('');
  const login = useLogin((answer) => {
    setApiKey('');
    setPrivateKey('');
    onConnected(answer);
  });
  const problem = login.error as ProblemError | null;
  const errors = fieldErrors(problem);
  const keyPage = KEY_PAGES[environment];
  const isGuest = environment === 'simulator' && !apiKey.trim() && !privateKey.trim();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    login.mutate({
      environment,
      ...(isGuest ? {} : { api_key: apiKey.trim(), private_key: privateKey }),
      ...(subaccount ? { subaccount: Number(subaccount) } : {}),
    });
  };

  return (
    <form onSubmit={submit} noValidate autoComplete="off" className="flex flex-col gap-4">
      <Field label="Environment" error={errors.environment}>
        {(box) => (
          <Select
            {...box}
            value={environment}
            onChange={(event) => setEnvironment(event.target.value as Environment)}
          >
            <option value="production">Kalshi</option>
            <option value="demo">Kalshi demo</option>
            <option value="simulator">Simulator of this service</option>
          </Select>
        )}
      </Field>
      <Field
        label="Key ID"
        error={errors.api_key}
        hint={
          keyPage ? (
            <>
              Made on{' '}
              <a
                href={keyPage}
                target="_blank"
                rel="noreferrer"
                className="text-accent underline underline-offset-2"
              >
                Kalshi’s page of API keys
              </a>{' '}
              together with the private key.
            </>
          ) : (
            'Leave both empty for the demo account of the simulator.'
          )
        }
      >
        {(box) => (
          <Input
            {...box}
            name="key-id"
            value={apiKey}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder="a952bcbe-ec3b-4b5b-b8f9-11dae589608c"
            onChange={(event) => setApiKey(event.target.value)}
            className="h-10 w-full font-mono"
          />
        )}
      </Field>
      <KeyBox value={privateKey} error={errors.private_key} onChange={setPrivateKey} />
      <details className="text-sm">
        <summary className="w-fit rounded text-soft hover:text-ink">More</summary>
        <div className="mt-3">
          <Field label="Subaccount" hint="0 is the main account." error={errors.subaccount}>
            {(box) => (
              <Input
                {...box}
                type="number"
                min={0}
                max={63}
                inputMode="numeric"
                value={subaccount}
                placeholder="0"
                onChange={(event) => setSubaccount(event.target.value)}
              />
            )}
          </Field>
        </div>
      </details>
      {problem && Object.keys(errors).length === 0 && (
        <Notice tone="error" alert>
          {explain(problem, environment)}
        </Notice>
      )}
      <Button type="submit" kind="primary" className="min-h-11" busy={login.isPending}>
        {login.isPending ? 'Trying the key at the exchange' : 'Connect'}
      </Button>
    </form>
  );
}
