import { Suspense, type ComponentType } from 'react';
import { Route } from 'wouter';
import { Boundary } from '../ui/boundary';
import { later } from './later';
import { Page } from './page';
import { Waiting } from './parts';
import { useFreshAfterBreak } from './refresh';

/** Views that are loaded when somebody opens them. */
const LATER = [
  ['/events', later(() => import('./events/events-view'))],
  ['/activity', later(() => import('./activity/activity-view'))],
  ['/trades', later(() => import('./trades-view'))],
  ['/positions/:ticker', later(() => import('./position/position-view'))],
  ['/status', later(() => import('./status/status-view'))],
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
    <Boundary>
      <Suspense
        fallback={
          <Page>
            <h1 className="sr-only">Position Stream</h1>
            <Waiting />
          </Page>
        }
      >
        <View />
      </Suspense>
    </Boundary>
  );
}
