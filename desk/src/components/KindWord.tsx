import type { Status } from '../api/types';
import { word } from '../i18n/i18n';
import { lookOf } from '../kinds';
import { KindSign } from './KindSign';

/** What an act does, in form, colour and word: "↯ droht (geplant)". */
export function KindWord({ kind, status = 'actual' }: { kind: string; status?: Status }) {
  return (
    <span class={`kind tone-${lookOf(kind).tone}`}>
      <KindSign kind={kind} />
      <span class="kind-word">{word('kind', kind)}</span>
      {status !== 'actual' && <span class="kind-status">{word('status', status)}</span>}
    </span>
  );
}
