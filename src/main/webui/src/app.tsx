import { Route, Switch } from 'wouter';
import { Dashboard } from './views/dashboard';
import { NotFound } from './views/not-found';

/** Which view stands at which address. */
export function App() {
  return (
    <Switch>
      <Route path="/" component={Dashboard} />
      <Route component={NotFound} />
    </Switch>
  );
}
