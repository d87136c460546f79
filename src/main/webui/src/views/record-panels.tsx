import { Suspense } from 'react';
import { Boundary } from '../ui/boundary';
import { Card } from '../ui/card';
import { later } from './later';
import { Waiting } from './parts';
import { useFreshAfterBreak } from './refresh';
import { useRecordedMarks } from './use-recorded-marks';

const EquityPanel = later(() => import('./equity/equity-panel'));
const ActivityPanel = later(() => import('./activity/activity-panel'));

/** What was recorded, beside what is: loaded after the positions, which people come for. */
export function RecordPanels() {
  useRecordedMarks();
  useFreshAfterBreak();
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Boundary>
        <Suspense fallback={<Placeholder />}>
          <EquityPanel />
        </Suspense>
      </Boundary>
      <Boundary>
        <Suspense fallback={<Placeholder />}>
          <ActivityPanel />
        </Suspense>
      </Boundary>
    </div>
  );
}

const Placeholder = () => (
  <Card className="min-h-96">
    <Waiting />
  </Card>
);
