// What modules ask of a page when they are loaded: its language and theme.
Object.assign(globalThis, {
  document: { documentElement: { lang: 'de', dataset: {} }, addEventListener() {} },
});
