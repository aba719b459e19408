import { pieces, signName } from '../text/hidden';

/** Words of an article, in its language, isolated from the writing direction around them, with hidden signs made visible. */
export function Foreign({ text, lang }: { text: string; lang?: string }) {
  return <bdi lang={lang || undefined}>{shown(text)}</bdi>;
}

/** The same without isolation, for a text that is already inside an isolated one. */
export function shown(text: string) {
  return pieces(text).map(({ text: piece, hidden }, place) =>
    hidden ? (
      <i key={place} class="hidden-sign" title={signName(piece)}>
        ◌
      </i>
    ) : (
      piece
    ),
  );
}
