import { Component, type ReactNode } from 'react';
import { Button } from './button';
import { Notice } from './notice';

interface Props {
  children: ReactNode;
}

/** What fails to be drawn takes nothing else with it, and says what helps. */
export class Boundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? (
      <div className="mx-auto w-full max-w-xl p-4">
        <Notice tone="error" alert action={<Button onClick={() => location.reload()}>Reload the page</Button>}>
          This part of the page could not be shown.
        </Notice>
      </div>
    ) : (
      this.props.children
    );
  }
}
