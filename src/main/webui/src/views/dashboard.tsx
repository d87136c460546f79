import { Page } from './page';

/** The account at a glance: totals above, every position below. */
export function Dashboard() {
  return (
    <Page>
      <h1 className="text-lg font-semibold">Positions</h1>
    </Page>
  );
}
