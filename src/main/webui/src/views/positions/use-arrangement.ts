/** How the positions are arranged: kept while other views are looked at, forgotten with the account. */
import { create } from 'zustand';
import { useStream } from '../../stream/store';
import { type Arrangement, DEFAULT } from './arrange';

export const useArrangement = create<Arrangement>()(() => DEFAULT);

export const arrangeBy = (how: Partial<Arrangement>): void => useArrangement.setState(how);

useStream.subscribe((state, before) => {
  if (before.loaded && !state.loaded) {
    useArrangement.setState(DEFAULT);
  }
});
