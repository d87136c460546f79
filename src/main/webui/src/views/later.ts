/** Parts of the page that are loaded when they are first shown. */
import { type ComponentType, lazy } from 'react';

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

/** How long until a part that could not be had is asked for again, in milliseconds. */
export const AGAIN_AFTER = 2_000;

/** A component that is loaded when it is first shown, and waits for a service that is away just then. */
export const later = <Props>(load: Load<Props>) => lazy(() => persistently(load));

/** Fails only when the service is there and does not have it: then it has another version of the page. */
export async function persistently<T>(load: () => Promise<T>): Promise<T> {
  for (let refusals = 0; ; ) {
    try {
      return await load();
    } catch (error) {
      refusals += (await isThere()) ? 1 : 0;
      if (refusals > 1) {
        throw error;
      }
      await new Promise((wake) => setTimeout(wake, AGAIN_AFTER));
    }
  }
}

async function isThere(): Promise<boolean> {
  try {
    return (await fetch('/health', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
