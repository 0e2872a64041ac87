// Sets the colour scheme before the first paint, so that a dark console does not flash white. A file of its own,
// because the content security policy allows no inline scripts. The key is the one of src/theme/color-scheme.ts.
(() => {
  let wanted = 'auto';
  try {
    wanted = localStorage.getItem('netloom.color-scheme') ?? 'auto';
  } catch {
    // Storage may be forbidden: follow the system.
  }
  const dark =
    wanted === 'dark' || (wanted !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
