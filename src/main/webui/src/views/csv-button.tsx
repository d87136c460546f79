import { useMutation } from '@tanstack/react-query';
import { downloadCsv } from '../api/statement';
import { Button } from '../ui/button';

/** Saves a whole list, every page of it, as a file. */
export function CsvButton({ list, ticker }: { list: 'fills' | 'settlements' | 'trades'; ticker?: string }) {
  const download = useMutation({
    mutationFn: () => downloadCsv(list, { ticker }),
    // The file is the account's: it is not to stay in a cache.
    gcTime: 0,
    onSuccess: (file) => save(file, `${[list, ticker].filter(Boolean).join('-')}.csv`),
  });
  return (
    <span className="inline-flex items-center gap-2">
      <Button busy={download.isPending} onClick={() => download.mutate()}>
        {NAMES[list]} as CSV
      </Button>
      {download.isError && (
        <span role="alert" className="text-sm text-down">
          {download.error.message}
        </span>
      )}
    </span>
  );
}

const NAMES = { fills: 'Fills', settlements: 'Settlements', trades: 'Closed trades' } as const;

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
