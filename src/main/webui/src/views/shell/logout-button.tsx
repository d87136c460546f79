import { useState } from 'react';
import type { ProblemError } from '../../api/http';
import { useLogout } from '../../api/session';
import { forget } from '../../stream/client';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { LeaveIcon } from '../../ui/icons';
import { Notice } from '../../ui/notice';

/** Ends every session and deletes the key, after it has been said that this is what happens. */
export function LogoutButton() {
  const [isAsking, setAsking] = useState(false);
  const logout = useLogout(forget);
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)} aria-label="Log out" className="px-2 sm:px-3">
        <LeaveIcon />
        <span className="max-sm:sr-only">Log out</span>
      </Button>
      <Dialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Log out?"
        description="Your API key and the cached positions are deleted from this service, and every session of yours ends, on other devices as well. Your history stays."
      >
        <div className="flex flex-col gap-4">
          {logout.error && (
            <Notice tone="error" alert>
              {(logout.error as ProblemError).message}
            </Notice>
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setAsking(false)}>Stay</Button>
            <Button kind="primary" busy={logout.isPending} onClick={() => logout.mutate()}>
              Log out
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
