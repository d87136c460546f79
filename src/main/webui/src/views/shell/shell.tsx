import type { ReactNode } from 'react';
import { Link, useRoute } from 'wouter';
import { classes } from '../../ui/classes';
import { Logo } from '../../ui/icons';
import { LATER_VIEWS } from '../later-views';
import { Announcer } from './announcer';
import { LineNotice } from './line-notice';
import { LineStatus } from './line-status';
import { LogoutButton } from './logout-button';
import { RefreshButton } from './refresh-button';
import { Warnings } from './warnings';

/** The views of the menu, in its order. */
const VIEWS: readonly { path: string; name: string }[] = [{ path: '/', name: 'Positions' }, ...LATER_VIEWS];

/** What is around every view: the menu, the line, the way out. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:bg-surface focus:px-3 focus:py-2"
      >
        Skip to the content
      </a>
      <header className="sticky top-0 z-30 border-b border-line bg-surface/95 backdrop-blur">
        <div className="mx-auto flex max-w-[90rem] flex-wrap items-center gap-x-4 px-3 sm:px-5">
          <Link href="/" aria-label="Position Stream, to the positions" className="shrink-0 rounded-lg py-2.5">
            <Logo />
          </Link>
          <Menu />
          <div className="ml-auto flex min-w-0 flex-1 items-center justify-end gap-1 sm:gap-2">
            <LineStatus />
            <RefreshButton />
            <LogoutButton />
          </div>
        </div>
      </header>
      <div id="content" tabIndex={-1} className="outline-none">
        <div className="mx-auto flex max-w-[90rem] flex-col gap-2 px-3 not-empty:pt-3 sm:px-5">
          <LineNotice />
          <Warnings />
        </div>
        {children}
      </div>
      <Announcer />
    </>
  );
}

function Menu() {
  return (
    <nav aria-label="Views" className="-mb-px flex self-end sm:gap-1 max-sm:order-last max-sm:w-full">
      {VIEWS.map((view) => (
        <MenuLink key={view.path} {...view} />
      ))}
    </nav>
  );
}

function MenuLink({ path, name }: { path: string; name: string }) {
  const [isHere] = useRoute(path);
  return (
    <Link
      href={path}
      aria-current={isHere ? 'page' : undefined}
      className={classes(
        'border-b-2 px-1 py-3 xs:px-1.5 sm:px-2 text-sm font-medium',
        isHere ? 'border-accent text-ink' : 'border-transparent text-soft hover:text-ink',
      )}
    >
      {name}
    </Link>
  );
}
