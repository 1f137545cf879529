// Light or dark before anything is painted: as last chosen here, else as the system has it.
(() => {
  const root = document.documentElement;
  const kept = () => localStorage.getItem("chantu-theme");
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const apply = () => { root.dataset.theme = kept() ?? (system.matches ? "dark" : "light"); };
  apply();
  system.addEventListener("change", apply);
  window.chantuTheme = () => {
    localStorage.setItem("chantu-theme", root.dataset.theme === "dark" ? "light" : "dark");
    apply();
  };
})();
