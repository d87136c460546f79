import { Route, Switch } from 'wouter';
import { ExplainedProvider } from './ui/explained';
import { Dashboard } from './views/dashboard';
import { Gate } from './views/gate';
import { NotFound } from './views/not-found';
import { laterRoutes } from './views/routes';
import { Shell } from './views/shell/shell';

/** Which view stands at which address. */
export function App() {
  return (
    <ExplainedProvider>
      <Gate>
        <Shell>
          <Switch>
            <Route path="/" component={Dashboard} />
            {laterRoutes}
            <Route component={NotFound} />
          </Switch>
        </Shell>
      </Gate>
    </ExplainedProvider>
  );
}
