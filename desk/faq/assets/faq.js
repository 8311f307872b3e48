/* The FAQ without waiting: search as one types, votes without leaving, questions for the chat, and its height. */
(() => {
  "use strict";
  const { documentElement: root, body } = document;
  const language = root.lang;
  const field = document.querySelector("input[type=search]");
  const status = document.querySelector(".found");
  const topics = [...document.querySelectorAll("details[data-slug]")];
  const sections = [...document.querySelectorAll("section.category")];
  let asked = 0;

  /** Opens the topic that the address names. */
  const openNamed = () => {
    const named = topics.find((it) => it.id === decodeURIComponent(location.hash.slice(1)));
    if (named) named.open = true;
  };

  const show = (slugs) => {
    for (const topic of topics) topic.hidden = slugs !== null && !slugs.has(topic.dataset.slug);
    for (const section of sections) section.hidden = !section.querySelector("details:not([hidden])");
    const categories = document.querySelector("nav.categories");
    if (categories) categories.hidden = slugs !== null;
  };

  const search = async () => {
    const wanted = field.value.trim();
    const mine = ++asked;
    if (!wanted) {
      show(null);
      status.textContent = "";
      return;
    }
    const query = new URLSearchParams({ language, q: wanted });
    const answer = await fetch(`/api/faq?${query}`).catch(() => null);
    if (!answer?.ok || mine !== asked) return;
    const { items, found } = await answer.json();
    show(new Set(items.map((it) => it.slug)));
    status.textContent = found;
  };

  // A page of results holds those only: there the form asks for another page.
  if (field && status && topics.length && !new URLSearchParams(location.search).get("q")) {
    let waiting;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(search, 150);
    });
  }

  for (const form of document.querySelectorAll("form.vote")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const told = form.querySelector("[role=status]");
      const buttons = form.querySelectorAll("button");
      for (const button of buttons) button.disabled = true;
      const answer = await fetch(`/api/faq/${form.dataset.topic}/useful`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ useful: event.submitter?.value === "true", language }),
        credentials: "omit",
      }).catch(() => null);
      if (answer?.ok) {
        form.querySelector("fieldset").remove();
        told.textContent = body.dataset.thanks;
        told.tabIndex = -1;
        told.focus();
        return;
      }
      for (const button of buttons) button.disabled = false;
      told.textContent = body.dataset.sorry;
    });
  }

  /** The chat beside the questions; fetched by who asks something, and by who had it open a page before. */
  let chat;
  const load = () => {
    chat ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = "/widget.js";
      script.onerror = reject;
      script.onload = () => resolve(document.querySelector("sportello-chat"));
      document.body.append(script);
    }).catch(() => (chat = null));
    return chat;
  };

  /** Whether the page that frames this one has a chat and has taken the question. */
  const passedOn = (choice) =>
    new Promise((resolve) => {
      if (parent === window) return resolve(false);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(true);
      setTimeout(resolve, 500, false);
      parent.postMessage({ type: "sportello-ask", choice }, "*", [port2]);
    });

  for (const button of document.querySelectorAll(".ask button")) {
    button.parentElement.hidden = false;
    button.addEventListener("click", async () => {
      const { title, payload } = button.dataset;
      button.disabled = true;
      if (!(await passedOn({ title, payload }))) (await load())?.ask({ title, payload });
      button.disabled = false;
    });
  }

  try {
    if (parent === window && sessionStorage.getItem("sportello:open")) load();
  } catch {
    // Storage is forbidden: the chat is there when something is asked.
  }

  openNamed();
  addEventListener("hashchange", openNamed);
  if (parent !== window) {
    const tell = () => parent.postMessage({ type: "sportello-faq", height: body.scrollHeight }, "*");
    new ResizeObserver(tell).observe(body);
  }
})();
