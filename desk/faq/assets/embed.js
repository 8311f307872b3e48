/* Makes each <iframe data-sportello-faq> as high as the FAQ in it, and asks the page's chat what is asked in it. */
(() => {
  "use strict";
  const own = document.currentScript && new URL(document.currentScript.src).origin;
  addEventListener("message", ({ data, source, origin, ports }) => {
    const frames = [...document.querySelectorAll("iframe[data-sportello-faq]")];
    const frame = frames.find((it) => it.contentWindow === source);
    if (!frame) return;
    if (data?.type === "sportello-faq" && Number.isFinite(data.height)) {
      frame.style.height = `${Math.min(Math.ceil(data.height), 30000)}px`;
    }
    // Without a chat on this page nobody answers, and the FAQ asks in one of its own.
    const chat = document.querySelector("sportello-chat");
    if (data?.type === "sportello-ask" && origin === own && chat?.ask) {
      chat.ask(data.choice);
      ports[0]?.postMessage(true);
    }
  });
})();
