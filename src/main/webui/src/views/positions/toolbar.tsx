import { Button } from '../../ui/button';
import { classes } from '../../ui/classes';
import { Input, Select } from '../../ui/field';
import { SearchIcon, SortIcon } from '../../ui/icons';
import type { Arrangement, FilterKey, SortKey } from './arrange';

const SORTS: readonly [SortKey, string][] = [
  ['expiry', 'Expiry'],
  ['name', 'Name'],
  ['value', 'Value'],
  ['pnl', 'P&L'],
  ['percent', 'P&L %'],
  ['held', 'Time held'],
  ['mark', 'Mark'],
];

const FILTERS: readonly [FilterKey, string][] = [
  ['all', 'All positions'],
  ['yes', 'YES only'],
  ['no', 'NO only'],
  ['winning', 'Winning'],
  ['losing', 'Losing'],
  ['unmarked', 'Without a mark'],
  ['over', 'Trading over'],
];

interface Props {
  how: Arrangement;
  onChange(part: Partial<Arrangement>): void;
  shown: number;
  held: number;
}

/** Search, filter, sort and grouping, and how many that leaves. */
export function Toolbar({ how, onChange: change, shown, held }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-3">
      <h2 className="flex items-baseline gap-2 font-semibold">
        Positions
        <span className="text-sm font-normal text-soft">{shown === held ? held : `${shown} of ${held}`}</span>
      </h2>
      <label className="mr-auto ml-3 flex min-h-9 items-center gap-2 text-sm text-soft max-sm:mr-0 max-sm:ml-auto">
        <input
          type="checkbox"
          checked={how.grouped}
          onChange={(event) => change({ grouped: event.target.checked })}
          className="size-4 accent-accent"
        />
        By event
      </label>
      <div className="relative min-w-44 flex-1 max-sm:w-full max-sm:flex-none sm:max-w-64">
        <SearchIcon className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-soft" />
        <Input
          type="search"
          aria-label="Search positions"
          placeholder="Search"
          value={how.search}
          onChange={(event) => change({ search: event.target.value })}
          className="h-9 w-full pl-8"
        />
      </div>
      <Select
        aria-label="Show"
        value={how.filter}
        onChange={(event) => change({ filter: event.target.value as FilterKey })}
        className="h-9 max-sm:min-w-0 max-sm:flex-1"
      >
        {FILTERS.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Sort by"
        value={how.sort}
        onChange={(event) => change({ sort: event.target.value as SortKey })}
        className="h-9 max-sm:min-w-0 max-sm:flex-1 lg:hidden"
      >
        {SORTS.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </Select>
      <Button
        aria-label={how.descending ? 'Largest first' : 'Smallest first'}
        aria-pressed={how.descending}
        onClick={() => change({ descending: !how.descending })}
        className="px-2 lg:hidden"
      >
        <SortIcon className={classes('size-4', how.descending && 'rotate-180')} />
      </Button>
    </div>
  );
}
