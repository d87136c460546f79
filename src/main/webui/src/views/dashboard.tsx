import { useEffect } from 'react';
import { Page } from './page';
import { PortfolioBar } from './portfolio/portfolio-bar';
import { RecordPanels } from './record-panels';
import { PositionPanel } from './positions/position-panel';

/** The account at a glance: totals above, every position below. */
export function Dashboard() {
  useEffect(() => {
    document.title = 'Positions · Position Stream';
  }, []);
  return (
    <Page>
      <h1 className="sr-only">Your account</h1>
      <PortfolioBar />
      <PositionPanel />
      <RecordPanels />
    </Page>
  );
}
