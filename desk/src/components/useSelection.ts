import { useState } from 'preact/hooks';

/** What is picked out of a list. */
export interface Selection {
  picked: readonly string[];
  toggle: (id: string) => void;
  clear: () => void;
}

export function useSelection(): Selection {
  const [picked, pick] = useState<readonly string[]>([]);
  return {
    picked,
    toggle: (id) => pick((last) => (last.includes(id) ? last.filter((one) => one !== id) : [...last, id])),
    clear: () => pick([]),
  };
}
