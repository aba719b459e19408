/** Signs of the interface itself, drawn as lines on a grid of 16 by 16. */
const PATHS = {
  arrow: 'M2.5 8h11M9.5 4l4 4-4 4',
  check: 'M2.5 8.5l3.8 4L13.5 4',
  close: 'M4 4l8 8M12 4l-8 8',
  down: 'M4 6l4 4 4-4',
  edit: 'M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3zM9 4.7L11.3 7',
  filter: 'M2 4h12M4.5 8h7M7 12h2',
  flag: 'M4 14.5v-13M4 2h8.5L10 5l2.5 3H4',
  help: 'M5.6 6a2.5 2.5 0 1 1 3.4 2.4c-.7.3-1 .8-1 1.5M8 12.8v.4',
  history: 'M2.5 8a5.5 5.5 0 1 0 2-4.2M4.5 1.5v2.8h2.8M8 5v3.2l2.2 1.3',
  link: 'M6.5 9.5l3-3M7 4.8l1.2-1.2a2.8 2.8 0 0 1 4 4L11 8.9M9 11.2l-1.2 1.2a2.8 2.8 0 0 1-4-4L5 7.1',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  moon: 'M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z',
  search: 'M7 2.5a4.5 4.5 0 1 0 .01 0M10.3 10.3l3.7 3.7',
  sun: 'M8 5a3 3 0 1 0 .01 0M8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M3.2 12.8l1.1-1.1M11.7 4.3l1.1-1.1',
  turn: 'M13 4.5H6.5a3.5 3.5 0 0 0 0 7H12M9.8 9.2l2.4 2.3-2.4 2.3',
  undo: 'M3 6.5h7a3.5 3.5 0 0 1 0 7H6M5.6 3.6L2.6 6.5l3 2.9',
  witnesses:
    'M5.5 7.5a2.2 2.2 0 1 0-.01 0M1.8 13c.2-2.4 1.7-3.7 3.7-3.7S9 10.6 9.2 13M11 7.8a1.8 1.8 0 1 0-.01 0M11 9.6c1.8 0 3 1.1 3.2 3',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
