import type { ReactNode } from 'react';

const icon = (content: ReactNode) =>
  function Icon({ className = 'size-4' }: { className?: string }) {
    return (
      <svg
        viewBox="0 0 16 16"
        aria-hidden
        className={className}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {content}
      </svg>
    );
  };

export const RefreshIcon = icon(<path d="M13.5 8a5.5 5.5 0 1 1-1.6-3.9M13.5 2v3h-3" />);
export const LeaveIcon = icon(<path d="M6.5 13.5h-3a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1h3M10.5 11l3-3-3-3m3 3h-7" />);
export const SearchIcon = icon(<path d="M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10Zm3.6-1.4L14 14" />);
export const SortIcon = icon(<path d="M5 13V3m0 0L2.5 5.5M5 3l2.500 2.500M11 3v10m0 0 2.500-2.500M11 13l-2.500-2.500" />);

/** The mark of the service. */
export function Logo({ className = 'size-7' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M5 20h5l4-9 5 13 3.5-8H27"
        fill="none"
        className="stroke-on-accent"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
