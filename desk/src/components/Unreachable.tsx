import type { Failure } from '../api/failure';
import { Notice } from './Notice';

/** Instead of the desk, where its server does not answer. */
export function Unreachable({ failure, retry }: { failure: Failure; retry: () => void }) {
  return (
    <main class="page" id="main">
      <h1>Depesche</h1>
      <Notice failure={failure} retry={retry} />
    </main>
  );
}
