import { useState } from 'react';
import { Button } from '../../ui/button';
import { CsvButton } from '../csv-button';
import { Page } from '../page';
import { Section, useTitle } from '../parts';
import { ActivityList } from './activity-list';
import type { Kind } from './use-activity';

const FILTERS: readonly { name: string; kinds: readonly Kind[] | undefined }[] = [
  { name: 'Everything', kinds: undefined },
  { name: 'Fills', kinds: ['fill'] },
  { name: 'Settlements', kinds: ['settlement'] },
  { name: 'Line', kinds: ['status'] },
];

/** Everything that happened in the account. */
export default function ActivityView() {
  useTitle('Activity');
  const [filter, setFilter] = useState(FILTERS[0]!);
  return (
    <Page>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-lg font-semibold">Activity</h1>
        <div className="flex flex-wrap gap-2">
          <CsvButton list="fills" />
          <CsvButton list="settlements" />
        </div>
      </div>
      <Section
        title="What happened"
        aside={
          <div role="group" aria-label="Show only" className="flex flex-wrap gap-1">
            {FILTERS.map((other) => (
              <Button
                key={other.name}
                kind={other === filter ? 'primary' : 'quiet'}
                aria-pressed={other === filter}
                onClick={() => setFilter(other)}
              >
                {other.name}
              </Button>
            ))}
          </div>
        }
      >
        <ActivityList kinds={filter.kinds} />
      </Section>
    </Page>
  );
}
