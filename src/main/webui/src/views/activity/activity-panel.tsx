import { Link } from 'wouter';
import { Section } from '../parts';
import { ActivityList } from './activity-list';

const MOST = 8;

/** The newest of what happened, beside the positions. */
export default function ActivityPanel() {
  return (
    <Section
      title="Activity"
      aside={
        <Link href="/activity" className="text-sm text-accent underline-offset-4 hover:underline">
          All of it
        </Link>
      }
    >
      <ActivityList most={MOST} />
    </Section>
  );
}
