import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { post } from '../../api/client';
import { asFailure, type Failure } from '../../api/failure';
import type { Article, Decided, Role } from '../../api/types';
import { Foreign } from '../../components/Foreign';
import { KindWord } from '../../components/KindWord';
import { Notice } from '../../components/Notice';
import { t, word } from '../../i18n/i18n';
import type { Kind } from '../../kinds';
import { KindEditor } from '../../review/KindEditor';
import { PartiesEditor } from '../../review/PartiesEditor';
import { SpanEditor } from '../../review/SpanEditor';
import { Offsets, type Span } from '../../text/codepoints';
import '../../review/review.css';

interface Fields {
  trigger?: Span[];
  kind?: Kind;
  actors?: (Role | string)[];
}

interface Props {
  article: Article;
  /** It is there now. */
  added: (act: string) => void;
  cancel: () => void;
}

/** An act that was not read, by hand: its words, then its kind, then who, then toward whom. */
export function AddAct({ article, added, cancel }: Props) {
  const [fields, setFields] = useState<Fields>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const { trigger, kind, actors } = fields;
  const save = async (recipients: (Role | string)[]) => {
    try {
      const body = { article: article.id, fields: { trigger, kind, actors, recipients } };
      const done = await post<Decided>('/decisions/add', body);
      const act = done.acts[0];
      if (act) added(act.id);
    } catch (error) {
      setFailure(asFailure(error));
    }
  };
  return (
    <section
      class="add-act"
      aria-label={t('article.add_act')}
      onKeyDown={(event) => event.key === 'Escape' && cancel()}
    >
      {failure && <Notice failure={failure} />}
      {trigger && <Chosen article={article} spans={trigger} kind={kind} />}
      {!trigger && (
        <SpanEditor
          text={article.text}
          lang={article.language}
          field="trigger"
          save={(spans) => spans.length > 0 && setFields({ trigger: spans })}
          cancel={cancel}
        />
      )}
      {trigger && !kind && (
        <Step field="kind">
          <KindEditor
            kind="demand"
            choose={(chosen) => setFields({ trigger, kind: chosen })}
            cancel={cancel}
          />
        </Step>
      )}
      {kind && !actors && (
        <Step key="actors" field="actors">
          <PartiesEditor
            roles={[]}
            label={word('field', 'actors')}
            save={(roles) => setFields({ ...fields, actors: roles })}
            cancel={cancel}
          />
        </Step>
      )}
      {actors && (
        <Step key="recipients" field="recipients">
          <PartiesEditor
            roles={[]}
            label={word('field', 'recipients')}
            save={(roles) => void save(roles)}
            cancel={cancel}
          />
        </Step>
      )}
    </section>
  );
}

function Step({ field, children }: { field: string; children: ComponentChildren }) {
  return (
    <fieldset class="field-editor">
      <legend>{word('field', field)}</legend>
      {children}
    </fieldset>
  );
}

/** What has been chosen so far. */
function Chosen({ article, spans, kind }: { article: Article; spans: readonly Span[]; kind?: Kind }) {
  const offsets = new Offsets(article.text);
  return (
    <p>
      <strong>{word('part', 'trigger')}:</strong>{' '}
      <Foreign text={spans.map((span) => offsets.slice(span)).join(' … ')} />
      {kind && (
        <>
          {' · '}
          <KindWord kind={kind} status="actual" />
        </>
      )}
    </p>
  );
}
