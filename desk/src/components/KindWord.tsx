import type { Status } from '../api/types';
import { does, word } from '../i18n/i18n';
import { lookOf } from '../kinds';
import { KindSign } from './KindSign';

interface Props {
  kind: string;
  status?: Status;
  /** Whether several do it together. */
  many?: boolean;
}

/** What an act does, in form, colour and word: "↯ droht (geplant)". */
export function KindWord({ kind, status = 'actual', many = false }: Props) {
  return (
    <span class={`kind tone-${lookOf(kind).tone}`}>
      <KindSign kind={kind} />
      <span class="kind-word">{does(kind, many)}</span>
      {status !== 'actual' && <span class="kind-status">{word('status', status)}</span>}
    </span>
  );
}
