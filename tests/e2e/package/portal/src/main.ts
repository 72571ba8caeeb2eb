// All a portal with a bundler writes.

import "parcours";

document.addEventListener("parcours-submitted", ({ detail }) => {
  document.documentElement.dataset.reference = detail.reference;
});
