"use strict";
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 60rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const peek = document.getElementById("peek");
  const scrolling = () => (calm.matches ? "auto" : "smooth");

  root.dataset.theme = dark.matches ? "dark" : "light";
  dark.addEventListener("change", () => { root.dataset.theme = dark.matches ? "dark" : "light"; });
  document.getElementById("theme").addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
  });
  document.getElementById("layers").addEventListener("change", (event) => {
    root.classList.toggle("no-" + event.target.value, !event.target.checked);
  });

  // One article: which words belong to which card, and what lights up.
  const prepare = (article) => {
    const words = new Map();
    const cards = new Map();
    for (const card of article.querySelectorAll(".card")) cards.set(card.dataset.owner, card);
    for (const piece of article.querySelectorAll(".text [data-on]")) {
      for (const token of piece.dataset.on.split(" ")) {
        const [owner, part] = token.split("/");
        if (!words.has(owner)) words.set(owner, []);
        words.get(owner).push([piece, "on-" + part]);
      }
    }
    let lit = null;
    let pinned = null;
    const light = (owner) => {
      if (owner === lit) return;
      for (const [piece, name] of words.get(lit) || []) piece.classList.remove(name);
      if (cards.has(lit)) cards.get(lit).classList.remove("on");
      lit = owner;
      for (const [piece, name] of words.get(lit) || []) piece.classList.add(name);
      if (cards.has(lit)) cards.get(lit).classList.add("on");
    };
    const pin = (owner) => { pinned = owner; light(owner); };
    const rest = () => light(pinned);
    const toWords = (owner) => {
      const places = words.get(owner) || [];
      const place = places.find(([, name]) => name === "on-trigger") || places[0];
      if (place) place[0].scrollIntoView({ block: "center", behavior: scrolling() });
    };
    const toCard = (owner) => {
      const card = cards.get(owner);
      if (!narrow.matches) { card.scrollIntoView({ block: "nearest", behavior: scrolling() }); return; }
      const copy = card.cloneNode(true);
      copy.removeAttribute("id");
      peek.lastElementChild.replaceChildren(copy);
      peek.hidden = false;
    };

    for (const [owner, card] of cards) {
      card.addEventListener("mouseenter", () => light(owner));
      card.addEventListener("mouseleave", rest);
      card.addEventListener("focusin", () => light(owner));
      card.addEventListener("focusout", rest);
      card.addEventListener("click", (event) => {
        event.preventDefault();
        pin(owner);
        toWords(owner);
      });
    }
    for (const trigger of article.querySelectorAll(".text [data-act]")) {
      const owner = trigger.dataset.act;
      trigger.addEventListener("mouseenter", () => light(owner));
      trigger.addEventListener("mouseleave", rest);
      trigger.addEventListener("focus", () => light(owner));
      trigger.addEventListener("blur", rest);
      trigger.addEventListener("click", (event) => {
        event.preventDefault();
        pin(owner);
        toCard(owner);
      });
    }
    return () => pin(null);
  };

  const releases = [...document.querySelectorAll(".article")].map(prepare);
  const release = () => {
    peek.hidden = true;
    for (const one of releases) one();
  };
  peek.querySelector("button").addEventListener("click", release);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") release(); });
})();
