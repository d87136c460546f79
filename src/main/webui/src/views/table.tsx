import { type ReactNode, type Ref, useRef } from 'react';
import { classes } from '../ui/classes';
import { VIRTUAL_ABOVE, useInSight } from './in-sight';

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
  /** What the table scrolls in, if it is not the page. */
  scroller?: HTMLElement;
}

/**
 * A table that becomes a list of cards where it would be too wide. The roles are spelled out since
 * browsers forget them when the display changes. Of a long one only the rows in sight are drawn.
 */
export function DataTable<T>(props: Props<T>) {
  const { caption, columns, rows } = props;
  const isLong = rows.length > VIRTUAL_ABOVE;
  return (
    <table
      role="table"
      aria-rowcount={isLong ? rows.length + 1 : undefined}
      className="w-full border-collapse text-sm max-md:block"
    >
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className="max-md:sr-only">
        <tr role="row" aria-rowindex={isLong ? 1 : undefined} className="border-b border-line text-xs text-soft">
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
      {isLong ? <RowsInSight {...props} /> : <AllRows {...props} />}
    </table>
  );
}

function AllRows<T>({ columns, rows, rowKey }: Props<T>) {
  return (
    <tbody role="rowgroup" className="max-md:block">
      {rows.map((row, index) => (
        <Row key={rowKey(row, index)} columns={columns} row={row} />
      ))}
    </tbody>
  );
}

/** Of one line, which most are. */
const GUESS = 37;

function RowsInSight<T>({ columns, rows, rowKey, scroller }: Props<T>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { rows: drawn, before, after, measure } = useInSight(body, {
    count: rows.length,
    guess: () => GUESS,
    keyOf: (i) => rowKey(rows[i]!, i),
    scroller,
  });
  return (
    <tbody ref={body} role="rowgroup" className="[overflow-anchor:none] max-md:block">
      <Gap height={before} />
      {drawn.map(({ index }) => (
        <Row key={rowKey(rows[index]!, index)} columns={columns} row={rows[index]!} index={index} measure={measure} />
      ))}
      <Gap height={after} />
    </tbody>
  );
}

/** Stands in for rows that are not drawn. */
export const Gap = ({ height }: { height: number }) =>
  height > 0 && <tr role="presentation" aria-hidden className="max-md:block" style={{ height }} />;

interface RowProps<T> {
  columns: readonly Column<T>[];
  row: T;
  /** Which one it is, where not all of them are drawn. */
  index?: number;
  measure?: Ref<HTMLTableRowElement>;
}

/** Row 1 is the header. */
const FIRST = 2;

function Row<T>({ columns, row, index, measure }: RowProps<T>) {
  return (
    <tr
      ref={measure}
      role="row"
      data-index={index}
      aria-rowindex={index === undefined ? undefined : index + FIRST}
      className="border-b border-line last:border-0 max-md:block max-md:px-4 max-md:py-2"
    >
      {columns.map((column) => (
        <Cell key={column.name} column={column} row={row} />
      ))}
    </tr>
  );
}

function Cell<T>({ column, row }: { column: Column<T>; row: T }) {
  if (column.heads) {
    return (
      <th
        role="rowheader"
        scope="row"
        className="px-4 py-2 text-left align-top font-medium max-md:block max-md:px-0 max-md:py-0.5"
      >
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td
      role="cell"
      className={classes(
        'px-4 py-2 align-top max-md:flex max-md:justify-between max-md:gap-4 max-md:px-0 max-md:py-0.5',
        column.figure ? 'text-right whitespace-nowrap' : 'text-left',
      )}
    >
      {/* The header row is out of sight there; who hears the table is told it anyway. */}
      <span aria-hidden className="text-xs font-normal text-soft md:hidden">
        {column.name}
      </span>
      <span className="min-w-0 max-md:text-right">{column.cell(row)}</span>
    </td>
  );
}
