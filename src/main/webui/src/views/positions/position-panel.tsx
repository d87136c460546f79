import { useRef } from 'react';
import { useStream } from '../../stream/store';
import { Button } from '../../ui/button';
import { Card, Skeleton } from '../../ui/card';
import { Empty } from '../../ui/notice';
import type { SortKey } from './arrange';
import { HeaderRow } from './header-row';
import { Rows } from './rows';
import { Toolbar } from './toolbar';
import { arrangeBy, useArrangement } from './use-arrangement';
import { useItems } from './use-items';

/** Every position held, live. */
export function PositionPanel() {
  const isLoaded = useStream((state) => state.loaded);
  const held = useStream((state) => state.tickers.length);
  const how = useArrangement();
  const panel = useRef<HTMLDivElement>(null);
  const items = useItems(how, panel);
  const shown = items.filter((item) => item.kind === 'position').length;

  const sortBy = (sort: SortKey) =>
    arrangeBy({ sort, descending: how.sort === sort ? !how.descending : isAmount(sort) });

  return (
    <Card aria-label="Positions" aria-busy={!isLoaded} className="overflow-clip">
      <Toolbar how={how} onChange={arrangeBy} shown={shown} held={held} />
      {!isLoaded ? (
        <Loading />
      ) : held === 0 ? (
        <Empty title="No open positions">
          What you buy on Kalshi appears here by itself, a moment after it is filled.
        </Empty>
      ) : shown === 0 ? (
        <Empty title="Nothing matches">
          <Button className="mt-2" onClick={() => arrangeBy({ search: '', filter: 'all' })}>
            Show all positions
          </Button>
        </Empty>
      ) : (
        <div ref={panel} role="table" aria-label="Positions" aria-rowcount={items.length + 1}>
          <HeaderRow how={how} onSort={sortBy} />
          <Rows items={items} grouped={how.grouped} />
        </div>
      )}
    </Card>
  );
}

/** Of amounts the largest is what one looks for first; of names and times the nearest. */
const isAmount = (sort: SortKey): boolean => sort !== 'name' && sort !== 'expiry';

function Loading() {
  return Array.from({ length: 5 }, (_, i) => (
    <div key={i} className="flex items-center justify-between gap-6 border-t border-line px-4 py-4">
      <Skeleton className="h-4 w-2/5" />
      <Skeleton className="h-4 w-16" />
      <Skeleton className="h-4 w-20 max-sm:hidden" />
      <Skeleton className="h-4 w-24 max-sm:hidden" />
    </div>
  ));
}
