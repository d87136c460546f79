/** What the menu offers beside the positions. */
export const LATER_VIEWS = [
  { path: '/events', name: 'Events' },
  { path: '/activity', name: 'Activity' },
  { path: '/trades', name: 'Trades' },
  { path: '/status', name: 'Status' },
] as const;
