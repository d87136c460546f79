import type { ReactNode } from 'react';
import { classes } from '../ui/classes';

export interface Column<T> {
  name: string;
  cell: (row: T) => ReactNode;
  /** Figures stand right, under one another. */
  figure?: boolean;
  /** Names its row for who hears the table. */
  heads?: boolean;
}

interface Props<T> {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T, index: number) => string;
}

/**
 * A table that becomes a list of cards where it would be too wide. The roles are spelled out since
 * browsers forget them when the display changes.
 */
export function DataTable<T>({ caption, columns, rows, rowKey }: Props<T>) {
  return (
    <table role="table" className="w-full border-collapse text-sm max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className="max-sm:sr-only">
        <tr role="row" className="border-b border-line text-xs text-soft">
          {columns.map((column) => (
            <th
              key={column.name}
              role="columnheader"
              scope="col"
              className={classes('px-4 py-2 font-medium', column.figure ? 'text-right' : 'text-left')}
            >
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-sm:block">
        {rows.map((row, index) => (
          <tr
            key={rowKey(row, index)}
            role="row"
            className="border-b border-line last:border-0 max-sm:block max-sm:px-4 max-sm:py-2"
          >
            {columns.map((column) => (
              <Cell key={column.name} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<T>({ column, row }: { column: Column<T>; row: T }) {
  if (column.heads) {
    return (
      <th
        role="rowheader"
        scope="row"
        className="px-4 py-2 text-left align-top font-medium max-sm:block max-sm:px-0 max-sm:py-0.5"
      >
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td
      role="cell"
      className={classes(
        'px-4 py-2 align-top max-sm:flex max-sm:justify-between max-sm:gap-4 max-sm:px-0 max-sm:py-0.5',
        column.figure ? 'text-right whitespace-nowrap' : 'text-left',
      )}
    >
      {/* The header row is out of sight there; who hears the table is told it anyway. */}
      <span aria-hidden className="text-xs font-normal text-soft sm:hidden">
        {column.name}
      </span>
      <span className="min-w-0 max-sm:text-right">{column.cell(row)}</span>
    </td>
  );
}
