import { classes } from '../../ui/classes';
import type { Arrangement, SortKey } from './arrange';

interface Column {
  area: string;
  name: string;
  sort: SortKey | null;
  right?: boolean;
}

const COLUMNS: readonly Column[] = [
  { area: 'title', name: 'Position', sort: 'name' },
  { area: 'side', name: 'Held @ entry', sort: null },
  { area: 'mark', name: 'Mark', sort: 'mark', right: true },
  { area: 'value', name: 'Value', sort: 'value', right: true },
  { area: 'pnl', name: 'P&L', sort: 'pnl', right: true },
  { area: 'percent', name: 'P&L %', sort: 'percent', right: true },
  { area: 'spark', name: 'Mark, lately', sort: null, right: true },
  { area: 'held', name: 'Time held', sort: 'held', right: true },
  { area: 'expiry', name: 'Expires', sort: 'expiry', right: true },
];

interface Props {
  how: Arrangement;
  onSort(sort: SortKey): void;
}

/** The names of the columns; most can be pressed to sort. On a phone a select does that. */
export function HeaderRow({ how, onSort }: Props) {
  return (
    <div role="rowgroup" className="max-lg:hidden">
      <div role="row" aria-rowindex={1} className="position-grid border-t border-line px-4 py-2">
        {COLUMNS.map((column) => (
          <Header key={column.area} column={column} how={how} onSort={onSort} />
        ))}
      </div>
    </div>
  );
}

function Header({ column: { area, name, sort, right }, how, onSort }: { column: Column } & Props) {
  const isSorted = sort !== null && how.sort === sort;
  const direction = how.descending ? 'descending' : 'ascending';
  return (
    <div
      role="columnheader"
      aria-sort={isSorted ? direction : undefined}
      className={classes('text-xs font-medium text-soft', 'area-' + area, right && 'text-right')}
    >
      {sort === null ? (
        name
      ) : (
        <button
          type="button"
          onClick={() => onSort(sort)}
          className={classes('rounded hover:text-ink', isSorted && 'font-semibold text-ink')}
        >
          {isSorted && <span aria-hidden>{how.descending ? '↓ ' : '↑ '}</span>}
          {name}
        </button>
      )}
    </div>
  );
}
