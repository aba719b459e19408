import { lookOf } from '../kinds';

/** The form of a kind; its colour is that of the tone around it. */
export function KindSign({ kind, size = 14 }: { kind: string; size?: number }) {
  const { stroke, fill, tone } = lookOf(kind);
  return (
    <svg class={`kind-sign tone-${tone}`} viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
      {fill && <path class="filled" d={fill} />}
      {stroke && <path class="drawn" d={stroke} />}
    </svg>
  );
}
