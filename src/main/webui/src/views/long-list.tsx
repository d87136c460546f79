import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { VIRTUAL_ABOVE, useInSight } from './in-sight';

interface Props<T> {
  /** What the list is called. */
  label: string;
  /** Its order says something. */
  ordered?: boolean;
  className?: string;
  rowClassName: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  /** Pixels of a row before it was measured. */
  guess: number;
  /** Scrolled to as soon as it is there; -1 for none. */
  show?: number;
  /** What is in the row of an item. */
  children: (item: T) => ReactNode;
}

/** A list of which only what is in sight is drawn once it is long. */
export const LongList = <T,>(props: Props<T>) =>
  props.items.length > VIRTUAL_ABOVE ? <RowsInSight {...props} /> : <AllRows {...props} />;

function AllRows<T>(props: Props<T>) {
  const { items, keyOf, rowClassName, show, children } = props;
  const list = useRef<HTMLElement>(null);
  useShown(show, (index) => list.current?.children[index]?.scrollIntoView());
  return (
    <List of={props} at={list}>
      {items.map((item) => (
        <li key={keyOf(item)} className={rowClassName}>
          {children(item)}
        </li>
      ))}
    </List>
  );
}

function RowsInSight<T>(props: Props<T>) {
  const { items, keyOf, guess, rowClassName, show, children } = props;
  const list = useRef<HTMLElement>(null);
  const { rows, before, after, measure, reveal } = useInSight(list, {
    count: items.length,
    guess: () => guess,
    keyOf: (index) => keyOf(items[index]!),
  });
  useShown(show, reveal);
  return (
    <List of={props} at={list} hidden={{ before, after }}>
      {rows.map(({ index }) => (
        <li
          key={keyOf(items[index]!)}
          ref={measure}
          data-index={index}
          aria-setsize={items.length}
          aria-posinset={index + 1}
          className={rowClassName}
        >
          {children(items[index]!)}
        </li>
      ))}
    </List>
  );
}

interface ListProps {
  of: { label: string; ordered?: boolean; className?: string };
  at: RefObject<HTMLElement | null>;
  /** Pixels of the rows that are not drawn; none in a list that is drawn as a whole. */
  hidden?: { before: number; after: number };
  children: ReactNode;
}

function List({ of, at, hidden, children }: ListProps) {
  // What is generic about it, the type of the element, is of no use here.
  const Tag = (of.ordered ? 'ol' : 'ul') as 'ul';
  return (
    <Tag
      ref={at as RefObject<HTMLUListElement | null>}
      // Said because Safari takes a list without bullets for none.
      role="list"
      aria-label={of.label}
      // Rows that come and go above must not be taken for what one reads.
      className={`${hidden ? '[overflow-anchor:none]' : ''} ${of.className ?? ''}`}
      style={hidden && { paddingTop: hidden.before, paddingBottom: hidden.after }}
    >
      {children}
    </Tag>
  );
}

/** What is to be shown may not be there yet when the list is. */
function useShown(index: number | undefined, show: (index: number) => void): void {
  const isThere = index !== undefined && index >= 0;
  useEffect(() => {
    if (isThere) {
      show(index);
    }
  }, [isThere]);
}
