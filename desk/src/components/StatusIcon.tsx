/** The form of a status, so that it does not hang on its colour. */
const PATHS: Record<string, string> = {
  open: 'M8 2.5a5.5 5.5 0 1 0 .01 0',
  pending: 'M8 2.5a5.5 5.5 0 1 0 .01 0M8 5v3.2l2 1.2',
  countered: 'M2.5 5.5h10M10 3l2.5 2.5L10 8M13.5 10.5h-10M6 8l-2.5 2.5L6 13',
  rejected: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  settled: 'M3 8h10',
  agreed: 'M2.5 8.5l3.8 4L13.5 4',
  come_true: 'M2.5 8.5l3.8 4L13.5 4',
  lapsed: 'M4 2.5h8M4 13.5h8M5 2.5c0 3 6 8 6 11M11 2.5c0 3-6 8-6 11',
  withdrawn: 'M3 6.5h7a3.5 3.5 0 0 1 0 7H6M5.6 3.6L2.6 6.5l3 2.9',
};

export function StatusIcon({ status }: { status: string }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path d={PATHS[status] ?? PATHS.open} />
    </svg>
  );
}
