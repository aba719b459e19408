import { useArticle } from '../../api/useArticle';
import { Content } from '../../components/Content';
import { KindWord } from '../../components/KindWord';
import { toAct } from '../../links';
import { Roles } from '../article/ActCard';

/** The acts of an article that was just read, each a link to its words. */
export function FoundActs({ article }: { article: string }) {
  const acts = useArticle(article).data?.acts ?? [];
  return (
    <ol class="found-acts">
      {acts.map((act) => (
        <li key={act.id}>
          <a class="plain" href={toAct(act)}>
            <Roles roles={act.actors} strong />{' '}
            <KindWord kind={act.kind} status={act.status} many={act.actors.length > 1} />
            {act.recipients.length > 0 && ' → '}
            <Roles roles={act.recipients} />: <Content event={act} />
          </a>
        </li>
      ))}
    </ol>
  );
}
