/** The one sentence that screen readers are told; a second region would talk into it. */
import { create } from 'zustand';

export const useSpoken = create<{ sentence: string }>()(() => ({ sentence: '' }));

/** Says it when nothing else is being said. What is the same as before is not said again. */
export const speak = (sentence: string): void => useSpoken.setState({ sentence });
