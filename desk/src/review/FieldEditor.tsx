import { useEffect, useRef } from 'preact/hooks';
import { findMatters } from '../api/lookups';
import type { Act } from '../api/types';
import { Completion } from '../components/Completion';
import { t, word } from '../i18n/i18n';
import { DayEditor } from './DayEditor';
import { KindEditor } from './KindEditor';
import { PartiesEditor } from './PartiesEditor';
import type { ReviewAction } from './reviewKeys';
import { StatusEditor } from './StatusEditor';
import type { Wish } from './useDecisions';

interface Props {
  act: Act;
  field: ReviewAction;
  change: (changes: Record<string, unknown>) => void;
  decide: (wish: Wish) => void;
  cancel: () => void;
}

/** Corrects one field; Escape leaves it as it was, and the focus returns to where it came from. */
export function FieldEditor({ act, field, change, decide, cancel }: Props) {
  const editor = editorOf({ act, field, change, decide, cancel });
  const before = useRef(document.activeElement);
  useEffect(
    () => () => {
      if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    },
    [],
  );
  if (!editor) return null;
  return (
    <fieldset
      class="field-editor"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        cancel();
      }}
    >
      <legend>{word('field', field)}</legend>
      {editor}
    </fieldset>
  );
}

function editorOf({ act, field, change, decide, cancel }: Props) {
  switch (field) {
    case 'kind':
      return <KindEditor kind={act.kind} choose={(kind) => change({ kind })} cancel={cancel} />;
    case 'status':
      return <StatusEditor status={act.status} choose={(status) => change({ status })} />;
    case 'actors':
    case 'recipients':
      return (
        <PartiesEditor
          roles={act[field]}
          label={word('field', field)}
          save={(roles) => change({ [field]: roles })}
          cancel={cancel}
        />
      );
    case 'day':
    case 'deadline':
      return (
        <DayEditor
          day={act[field]}
          label={word('field', field)}
          save={(day) => change({ [field]: day })}
          cancel={cancel}
        />
      );
    case 'matter':
      return (
        <Completion
          label={t('matter')}
          find={findMatters}
          choose={({ name }) => decide({ action: 'assign', body: { matter: name } })}
          free
          focus
        />
      );
    default:
      return null;
  }
}
