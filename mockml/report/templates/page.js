"use strict";
(() => {
  const versions = [...document.querySelectorAll("#versions .version")];
  if (versions.length > 1) {
    const [steps, step, which, earlier, later] = ["steps", "step", "which", "earlier", "later"].map((id) => document.getElementById(id));
    const show = (place) => {
      const now = Math.min(Math.max(place, 1), versions.length);
      versions.forEach((version, i) => version.classList.toggle("now", i + 1 === now));
      step.value = String(now);
      step.setAttribute("aria-valuetext", versions[now - 1].dataset.label);
      which.textContent = `Version ${now} of ${versions.length}`;
      earlier.disabled = now === 1;
      later.disabled = now === versions.length;
    };
    for (const version of versions) version.open = true;
    for (const summary of document.querySelectorAll("#versions summary")) summary.tabIndex = -1;
    document.getElementById("versions").classList.add("stepping");
    steps.hidden = false;
    step.addEventListener("input", () => show(Number(step.value)));
    earlier.addEventListener("click", () => show(Number(step.value) - 1));
    later.addEventListener("click", () => show(Number(step.value) + 1));
    show(versions.length);
  }
  const folded = () => [...document.querySelectorAll("details:not(.version):not([open])")];
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = folded();
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
})();
