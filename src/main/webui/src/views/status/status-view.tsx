import { useQuery } from '@tanstack/react-query';
import { ACCOUNT } from '../../api/session';
import { type DriftRow, type PastProgress, type Status, readDrift, readStatus } from '../../api/statement';
import { count } from '../../format/numbers';
import { Badge, type Tone } from '../../ui/badge';
import { Empty } from '../../ui/notice';
import { Page } from '../page';
import { Answer, Moment, Section, useTitle } from '../parts';
import { type Column, DataTable } from '../table';

const REFRESH_MILLIS = 10_000;

/** How complete and how true what is shown is: the past that was read, and where two sources differed. */
export default function StatusView() {
  useTitle('Status');
  const status = useQuery({
    queryKey: [...ACCOUNT, 'status'],
    queryFn: readStatus,
    refetchInterval: REFRESH_MILLIS,
  });
  const drift = useQuery({ queryKey: [...ACCOUNT, 'drift'], queryFn: readDrift, refetchInterval: REFRESH_MILLIS });
  return (
    <Page>
      <h1 className="text-lg font-semibold">Status</h1>
      <Section title="The past that is known">
        <Answer query={status} what="status">
          {(data) => <Past status={data} />}
        </Answer>
      </Section>
      <Section title="Where two sources differed">
        <Answer query={drift} what="differences">
          {({ drift: rows }) =>
            rows.length === 0 ? (
              <Empty title="No difference was found">
                The stream, the exchange's books and the sum of your fills are compared all the time.
              </Empty>
            ) : (
              <DataTable caption="Differences, open ones first" rows={rows} rowKey={driftKey} columns={DRIFT} />
            )
          }
        </Answer>
      </Section>
    </Page>
  );
}

const driftKey = (row: DriftRow): string => [row.source, row.field, row.ticker, row.since, row.ours].join(' ');

interface Kind extends PastProgress {
  name: string;
}

function Past({ status }: { status: Status }) {
  const rows: Kind[] = [
    { name: 'Fills', ...status.fills },
    { name: 'Settlements', ...status.settlements },
    { name: 'Deposits and withdrawals', ...status.flows },
  ];
  return (
    <>
      <DataTable caption="How much of the past is loaded" rows={rows} rowKey={(kind) => kind.name} columns={PAST} />
      {status.historical_cutoff && (
        <p className="border-t border-line px-4 py-2 text-xs text-soft">
          Fills from before <Moment at={status.historical_cutoff} /> are in the exchange's archive, which is read, too.
        </p>
      )}
    </>
  );
}

const STATES: Record<PastProgress['state'], { word: string; tone: Tone }> = {
  running: { word: 'being read', tone: 'accent' },
  complete: { word: 'complete', tone: 'up' },
  failed: { word: 'failed', tone: 'down' },
  not_available: { word: 'not available', tone: 'warn' },
  unknown: { word: 'unknown', tone: 'warn' },
};

const PAST: readonly Column<Kind>[] = [
  { name: 'What', heads: true, cell: (kind) => kind.name },
  { name: 'Loaded', figure: true, cell: (kind) => count(kind.loaded) },
  { name: 'From', cell: (kind) => <Moment at={kind.from} /> },
  { name: 'To', cell: (kind) => <Moment at={kind.to} /> },
  {
    name: 'State',
    cell: (kind) => (
      <>
        <Badge tone={STATES[kind.state].tone}>{STATES[kind.state].word}</Badge> {kind.reason}
      </>
    ),
  },
];

const SOURCES: Record<string, string> = {
  stream_vs_rest: "stream and the exchange's books",
  rest_vs_fills: "the exchange's books and the fills",
};

const DRIFT: readonly Column<DriftRow>[] = [
  { name: 'What', heads: true, cell: (row) => row.field.replaceAll('_', ' ') },
  { name: 'Market', cell: (row) => row.ticker ?? 'the account' },
  { name: 'Between', cell: (row) => SOURCES[row.source] ?? row.source },
  { name: 'Ours', figure: true, cell: (row) => row.ours ?? '–' },
  { name: 'Theirs', figure: true, cell: (row) => row.exchange ?? '–' },
  { name: 'Since', cell: (row) => <Moment at={row.since} /> },
  {
    name: 'Now',
    cell: (row) =>
      row.status === 'open' ? (
        <Badge tone="warn">open</Badge>
      ) : (
        <>
          <Badge tone="up">healed</Badge> {row.healed_how?.replaceAll('_', ' ')} <Moment at={row.healed_at} />
        </>
      ),
  },
];
