import { Link } from 'wouter';
import { Empty } from '../ui/notice';
import { Page } from './page';

export function NotFound() {
  return (
    <Page>
      <h1 className="sr-only">Not found</h1>
      <Empty title="There is nothing at this address">
        <Link href="/" className="text-accent underline underline-offset-4">
          To the positions
        </Link>
      </Empty>
    </Page>
  );
}
