/* Makes each <iframe data-sportello-faq> as high as the FAQ in it. */
(() => {
  "use strict";
  addEventListener("message", ({ data, source }) => {
    if (data?.type !== "sportello-faq" || !Number.isFinite(data.height)) return;
    for (const frame of document.querySelectorAll("iframe[data-sportello-faq]")) {
      if (frame.contentWindow === source) frame.style.height = `${Math.min(Math.ceil(data.height), 30000)}px`;
    }
  });
})();
