import { Suspense, lazy } from 'react';
import { Card } from '../ui/card';
import { Waiting } from './parts';
import { useFreshAfterBreak } from './refresh';
import { useRecordedMarks } from './use-recorded-marks';

const EquityPanel = lazy(() => import('./equity/equity-panel'));
const ActivityPanel = lazy(() => import('./activity/activity-panel'));

/** What was recorded, beside what is: loaded after the positions, which people come for. */
export function RecordPanels() {
  useRecordedMarks();
  useFreshAfterBreak();
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Suspense fallback={<Placeholder />}>
        <EquityPanel />
      </Suspense>
      <Suspense fallback={<Placeholder />}>
        <ActivityPanel />
      </Suspense>
    </div>
  );
}

const Placeholder = () => (
  <Card className="min-h-96">
    <Waiting />
  </Card>
);
