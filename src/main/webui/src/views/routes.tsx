import { Suspense, lazy, type ComponentType } from 'react';
import { Route } from 'wouter';
import { Page } from './page';
import { Waiting } from './parts';
import { useFreshAfterBreak } from './refresh';

/** Views that are loaded when somebody opens them. */
const LATER = [
  ['/events', lazy(() => import('./events/events-view'))],
  ['/activity', lazy(() => import('./activity/activity-view'))],
  ['/trades', lazy(() => import('./trades-view'))],
  ['/positions/:ticker', lazy(() => import('./position/position-view'))],
  ['/status', lazy(() => import('./status/status-view'))],
] as const;

/** To be put into the router's switch. */
export const laterRoutes = LATER.map(([path, View]) => (
  <Route key={path} path={path}>
    <Later view={View} />
  </Route>
));

function Later({ view: View }: { view: ComponentType }) {
  useFreshAfterBreak();
  return (
    <Suspense
      fallback={
        <Page>
          <Waiting />
        </Page>
      }
    >
      <View />
    </Suspense>
  );
}
