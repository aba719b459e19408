// Before the first paint: the theme and language that were chosen last, so that nothing flickers.
(() => {
  const read = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const theme = read('depesche.theme');
  const dark = theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  const language = read('depesche.language') ?? (navigator.language.startsWith('de') ? 'de' : 'en');
  document.documentElement.lang = language === 'en' ? 'en' : 'de';
})();
