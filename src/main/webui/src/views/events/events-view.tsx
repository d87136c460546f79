import { useQuery } from '@tanstack/react-query';
import { ACCOUNT } from '../../api/session';
import { type EventGroup, type EventPosition, readEvents } from '../../api/statement';
import { difference, sum } from '../../format/exact';
import { gain, money } from '../../format/numbers';
import { useIsLive, useStream } from '../../stream/store';
import { Amount } from '../../ui/amount';
import { Badge } from '../../ui/badge';
import { Empty } from '../../ui/notice';
import { LongList } from '../long-list';
import { Page } from '../page';
import { Answer, Figure, Gain, Section, useTitle } from '../parts';
import { holdings, useRefreshedBy } from '../refresh';
import { Held } from './held';
import { PayoffChart } from './payoff-chart';

const EVENTS = [...ACCOUNT, 'events'] as const;

/** Positions by event, and what each outcome of the event would bring. */
export default function EventsView() {
  useTitle('Events');
  const events = useQuery({ queryKey: EVENTS, queryFn: readEvents });
  useRefreshedBy(EVENTS, holdings, 1_000);
  return (
    <Page>
      <h1 className="text-lg font-semibold">Events</h1>
      <Answer query={events} what="events">
        {(list) =>
          list.events.length === 0 ? (
            <Empty title="No event yet">
              An event appears here as soon as a position in one of its markets is held.
            </Empty>
          ) : (
            <Cards events={list.events} />
          )
        }
      </Answer>
    </Page>
  );
}

/** Of an event with two outcomes. */
const GUESS = 330;

interface CardsProps {
  events: readonly EventGroup[];
}

/** The one that the address names, which may come after the page, is shown. */
const Cards = ({ events }: CardsProps) => (
  <LongList
    label="Events"
    className="-mb-4"
    rowClassName="scroll-mt-20 pb-4"
    items={events}
    keyOf={(event) => event.event_ticker}
    guess={GUESS}
    show={events.findIndex((event) => location.hash === '#' + event.event_ticker)}
  >
    {(event) => <EventCard event={event} />}
  </LongList>
);

const METHODS = {
  mutually_exclusive: {
    word: 'mutually exclusive',
    says: 'At most one of these markets comes out YES. Each outcome is worked through.',
  },
  independent: {
    word: 'independent',
    says: 'Any combination of these markets may come out YES: worst and best cases are added up.',
  },
  unknown: {
    word: 'not known to be exclusive',
    says: 'The exchange has not said whether outcomes exclude one another: counted as if they did not, which is never too hopeful.',
  },
} as const;

function EventCard({ event }: { event: EventGroup }) {
  const method = METHODS[event.method];
  return (
    <Section
      title={event.event_title ?? event.event_ticker}
      aside={
        <Badge tone={event.method === 'mutually_exclusive' ? 'accent' : 'neutral'} title={method.says}>
          {method.word}
        </Badge>
      }
    >
      <div className="flex flex-col gap-4 px-4 pb-4">
        <p className="text-sm text-soft">{method.says}</p>
        <Summary event={event} />
        <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[2fr_3fr]">
          <Held event={event} />
          <PayoffChart event={event} />
        </div>
        <p className="text-xs text-soft">
          Profit is what is paid out less what the positions cost. Fees, and what was locked in before, are apart.
        </p>
      </div>
    </Section>
  );
}

function Summary({ event }: { event: EventGroup }) {
  const value = useValue(event.positions);
  const stale = !useIsLive();
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6">
      <Figure name="Cost">{money(event.cost_basis)}</Figure>
      <Figure name="Worth now" hint="At the marks of this moment; unknown as soon as one of them is.">
        <Amount value={value} show={money} stale={stale} />
      </Figure>
      <Figure name="Unrealised">
        <Gain value={value === null ? null : difference(value, event.cost_basis)} show={gain} stale={stale} />
      </Figure>
      <Figure name="Worst case">
        <Gain value={event.worst_case} show={gain} />
      </Figure>
      <Figure name="Best case">
        <Gain value={event.best_case} show={gain} />
      </Figure>
      <Figure name="Capital at risk" hint="What can be lost at most.">
        {money(event.capital_at_risk)}
      </Figure>
    </dl>
  );
}

/** From the stream, position by position: the list itself is asked for again only when holdings change. */
function useValue(positions: readonly EventPosition[]): number | null {
  return useStream((state) =>
    sum(
      positions.map((held) => {
        const live = state.positions[held.ticker];
        return live ? live.position_value : held.position_value;
      }),
    ),
  );
}
