// Addresses with the ids of this record in them.

import { ask } from './desk.mjs';

let ids = null;

/** An address with the ids of this record in it. */
export async function addressed(path) {
  ids ??= await looked();
  return path
    .replace('ARTICLE', ids.article)
    .replace('EVENT', ids.event)
    .replace(/CELL|MATTER/, ids.matter);
}

async function looked() {
  const matters = await ask('/matters');
  const articles = await ask('/articles?text=aufgefordert');
  const events = await ask('/timeline?limit=200');
  return {
    article: articles.items.at(-1).id,
    event: events.items.find(({ acts }) => acts.length > 1).lead,
    matter: matters.items.find(({ name }) => /Ormadamm/.test(name)).id,
  };
}
