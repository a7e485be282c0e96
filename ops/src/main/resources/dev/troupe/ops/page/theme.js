// Light or dark, before the first paint: hence no module. What was chosen is remembered; else the browser's wish counts.
(() => {
  const key = 'troupe.theme';
  const root = document.documentElement;
  const wish = matchMedia('(prefers-color-scheme: dark)');

  const remembered = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is forbidden: the choice lasts as long as the page
    }
  };
  const chosen = remembered();
  if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;

  const theme = {
    isDark: () => (root.dataset.theme ?? (wish.matches ? 'dark' : 'light')) === 'dark',
    toggle: () => {
      root.dataset.theme = theme.isDark() ? 'light' : 'dark';
      try {
        localStorage.setItem(key, root.dataset.theme);
      } catch {
        // as above
      }
      document.dispatchEvent(new Event('theme'));
    },
  };
  wish.addEventListener('change', () => document.dispatchEvent(new Event('theme')));
  window.troupeTheme = theme;
})();
