/** Stands in for `react-remove-scroll` behind an open dialog: a class instead of a <style> element. */
import { type ElementType, type ReactNode, useEffect } from 'react';

interface Props {
  as?: ElementType;
  children?: ReactNode;
  allowPinchZoom?: boolean;
  enabled?: boolean;
  shards?: unknown;
}

export function RemoveScroll({ as: As, children, allowPinchZoom: _p, shards: _s, enabled = true, ...rest }: Props) {
  useEffect(() => {
    if (!enabled) {
      return;
    }
    document.documentElement.classList.add('scroll-locked');
    return () => document.documentElement.classList.remove('scroll-locked');
  }, [enabled]);
  return As ? <As {...rest}>{children}</As> : <div {...rest}>{children}</div>;
}

RemoveScroll.classNames = { fullWidth: '', zeroRight: '' };

export default RemoveScroll;
