import { type Explanation, type FigureName } from '../../api/statement';
import { Amount } from '../../ui/amount';
import { Badge } from '../../ui/badge';
import { Notice } from '../../ui/notice';
import { GradeBadge, Section } from '../parts';
import { DataTable } from '../table';
import { FIGURES, NAMES, type Sum, sumOf } from './sums';

/** Every figure of the position as a sum that adds up before the reader's eyes. */
export function ExplainedFigures({ explanation, stale }: { explanation: Explanation; stale: boolean }) {
  return (
    <Section title="How the figures come about" aside={<GradeBadge grade={explanation.grade} />}>
      <p className="px-4 pb-2 text-sm text-soft">
        Open a figure to see what it is the sum of. The value is the exchange's; the parts are rebuilt from your fills
        alone.
      </p>
      {!explanation.complete && (
        <div className="px-4 pb-3">
          <Notice tone="warn">
            Not every fill of this market is known, so some figures cannot be proven. What is missing is shown as
            unexplained.
          </Notice>
        </div>
      )}
      <div className="border-t border-line">
        {NAMES.map((name) => (
          <ExplainedFigure key={name} name={name} explanation={explanation} stale={stale} />
        ))}
      </div>
    </Section>
  );
}

interface ExplainedProps {
  name: FigureName;
  explanation: Explanation;
  /** Old: its value is greyed. */
  stale: boolean;
}

function ExplainedFigure({ name, explanation, stale }: ExplainedProps) {
  const { name: title, show, says, signed } = FIGURES[name];
  const { value } = explanation.figures[name];
  const sum = sumOf(name, explanation);
  return (
    <details className="group border-b border-line last:border-0">
      <summary className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-raised">
        <span className="flex items-center gap-2 font-medium">
          <span aria-hidden className="text-soft transition-transform group-open:rotate-90">
            ›
          </span>
          {title}
        </span>
        <span className="ml-auto flex items-center gap-3">
          <Verdict sum={sum} held={explanation.figures.quantity.value !== 0} />
          <span className="min-w-24 text-right font-semibold whitespace-nowrap">
            <Amount value={value} show={show} colored={signed} stale={stale} />
          </span>
        </span>
      </summary>
      <div className="pb-3">
        <p className="px-4 pb-1 text-sm text-soft">{says}</p>
        <Parts name={name} sum={sum} value={value} />
      </div>
    </details>
  );
}

function Verdict({ sum, held }: { sum: Sum; held: boolean }) {
  if (sum.adds === null) {
    return <Badge>{held ? 'not known' : 'nothing held'}</Badge>;
  }
  if (!sum.adds) {
    return <Badge tone="down">does not add up</Badge>;
  }
  return sum.unexplained === 0 ? (
    <Badge tone="up">adds up</Badge>
  ) : (
    <Badge tone="warn">partly unexplained</Badge>
  );
}

function Parts({ name, sum, value }: { name: FigureName; sum: Sum; value: number | null }) {
  const { name: title, show } = FIGURES[name];
  if (sum.rows.length === 0) {
    return (
      <p className="px-4 text-sm">
        {value === null ? 'There is none now.' : `There is nothing to add: ${show(value)}.`}
      </p>
    );
  }
  return (
    <>
      <DataTable
        caption={`Parts of ${title}`}
        rows={sum.rows}
        rowKey={(_, index) => String(index)}
        columns={[
          {
            name: 'Part',
            heads: true,
            cell: (row) => <span className={row.unexplained ? 'text-warn' : ''}>{row.text}</span>,
          },
          { name: 'Amount', figure: true, cell: (row) => show(row.amount) },
          { name: 'Total so far', figure: true, cell: (row) => show(row.total) },
        ]}
      />
      <dl className="mx-4 mt-1 flex flex-wrap justify-end gap-x-6 gap-y-1 border-t-2 border-edge pt-2 text-sm">
        <Line name="Sum of the parts" value={show(sum.total)} />
        <Line name="Shown" value={show(value)} />
        <Line name="Of it unexplained" value={show(sum.unexplained)} />
      </dl>
    </>
  );
}

const Line = ({ name, value }: { name: string; value: string }) => (
  <div className="flex gap-2">
    <dt className="text-soft">{name}</dt>
    <dd className="font-semibold">{value}</dd>
  </div>
);
