import { shown } from '../components/Foreign';
import { memo } from '../state/memo';
import type { Offsets } from './codepoints';
import type { Laid } from './laid';
import { actOf, Marked } from './Marked';

interface Props {
  part: number;
  laid: Laid;
  offsets: Offsets;
  kinds: ReadonlyMap<string, string>;
  /** What rests on a word can be asked for. */
  active: boolean;
  drawn: boolean;
}

/** A stretch of a text: with its marks, or the words alone as long as it is far away. */
export const MarkedStretch = memo(function MarkedStretch(props: Props) {
  const { part, laid, offsets, kinds, active, drawn } = props;
  const { span, whole } = laid.stretch;
  return (
    <span class={whole ? 'stretch whole' : 'stretch'} data-part={part} data-from={span[0]}>
      {drawn
        ? laid.pieces.map(({ span: here, marks }) => {
            const act = actOf(marks);
            return (
              <Marked
                key={here[0]}
                start={here[0]}
                text={offsets.slice(here)}
                marks={marks}
                kind={act ? kinds.get(act.owner) : undefined}
                begins={act?.part === 'trigger' && act.span[0] === here[0]}
                active={active}
              />
            );
          })
        : shown(offsets.slice(span))}
    </span>
  );
});
