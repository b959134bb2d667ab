(() => {
  "use strict";
  const data = document.querySelector('script[type="application/json"]#numbers');
  const numbers = data ? JSON.parse(data.textContent) : [];
  const card = document.querySelector("div#number");
  const katex = window.katex && window.katex.render ? window.katex : null;

  // Only marks of our own: a formula's author cannot link, load or style anything.
  const options = {
    throwOnError: false, strict: "ignore", maxExpand: 1000, maxSize: 50,
    trust: ({ command, attributes }) =>
      command === "\\htmlData" && Object.keys(attributes).every((name) => name === "data-n"),
  };

  function render(tex, element, displayMode) {
    try {
      katex.render(tex, element, { ...options, displayMode });
    } catch (error) {
      element.textContent = tex;
    }
  }

  // Puts a mark around each number of a formula.
  function marked(tex, places) {
    let result = "";
    let done = 0;
    for (let i = 0; i + 2 < places.length; i += 3) {
      const [start, length, number] = places.slice(i, i + 3).map(Number);
      result += tex.slice(done, start) + `\\htmlData{n=${number}}{${tex.slice(start, start + length)}}`;
      done = start + length;
    }
    return result + tex.slice(done);
  }

  if (katex) {
    for (const element of document.querySelectorAll(".math")) {
      const tex = element.textContent;
      const isDisplay = element.classList.contains("display");
      const places = (element.dataset.numbers || "").split(" ").filter((s) => s);
      // Fractions in a table's cell are as large as displayed ones.
      const style = !isDisplay && element.closest("td, th") ? "\\displaystyle " : "";
      // Equations have no numbers but those that their author tags.
      const mended = (places.length ? marked(tex, places) : tex)
        .replace(/\\(begin|end)\{(align|alignat|gather|equation)\}/g, "\\$1{$2*}");
      render(style + mended, element, isDisplay);
    }
  }

  // Every table that scrolls has a name.
  document.querySelectorAll(".table").forEach((box, index) => {
    if (!box.hasAttribute("aria-label")) {
      const caption = box.querySelector("caption");
      box.setAttribute("aria-label", caption ? caption.textContent : `Table ${index + 1}`);
    }
    if (box.scrollWidth <= box.clientWidth) box.removeAttribute("tabindex");
  });
  document.querySelectorAll("div.display, pre").forEach((box) => {
    if (box.scrollWidth <= box.clientWidth) box.removeAttribute("tabindex");
  });

  // Contents are open where they stand beside the text.
  const contents = document.querySelector(".contents details");
  const wide = window.matchMedia("(min-width: 78rem)");
  const fold = () => { if (contents) contents.open = wide.matches; };
  wide.addEventListener("change", fold);
  fold();

  // Numbers. One stop of the tabulator for each block; the arrow keys go from number to number.
  const spots = [...document.querySelectorAll("[data-n]")].filter((e) => numbers[e.dataset.n]);
  const holder = (spot) => spot.closest(".katex") || spot;
  const blocks = new Set();
  for (const spot of spots) {
    const element = holder(spot);
    const block = element.closest(".table, .display, p, li, h1, h2, h3, h4, h5, h6") || element;
    if (!element.hasAttribute("tabindex")) element.tabIndex = blocks.has(block) ? -1 : 0;
    blocks.add(block);
  }
  let current = null;

  function line(name, fill) {
    const element = document.createElement("div");
    element.className = name;
    fill(element);
    card.append(element);
  }

  function show(spot) {
    if (current === spot) return;
    hide();
    current = spot;
    spot.classList.add("current");
    const [symbol, value, formula] = numbers[spot.dataset.n];
    const tex = formula ? `${symbol} = ${formula}` : symbol;
    card.replaceChildren();
    line("formula", (e) => { if (katex) render(tex, e, false); else e.textContent = tex; });
    line("value", (e) => { e.textContent = "= " + value.replace("-", "\u2212"); });
    card.hidden = false;
    const at = spot.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const left = Math.min(Math.max(8, at.left + at.width / 2 - size.width / 2), width - size.width - 8);
    const below = at.top - size.height - 8 < 0;
    card.style.left = `${Math.max(8, left) + window.scrollX}px`;
    card.style.top = `${(below ? at.bottom + 8 : at.top - size.height - 8) + window.scrollY}px`;
  }

  function hide() {
    if (current) current.classList.remove("current");
    current = null;
    card.hidden = true;
  }

  document.addEventListener("mouseover", (event) => {
    const spot = event.target.closest("[data-n]");
    if (spot && numbers[spot.dataset.n]) show(spot);
    else if (!card.contains(event.target)) hide();
  });
  document.addEventListener("focusin", (event) => {
    const first = spots.find((spot) => holder(spot) === event.target);
    if (first && !(current && holder(current) === event.target)) show(first);
    else if (!first) hide();
  });
  document.addEventListener("focusout", hide);
  window.addEventListener("resize", hide);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return hide();
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !current || holder(current) !== document.activeElement) return;
    const next = spots[spots.indexOf(current) + step];
    if (!next) return;
    event.preventDefault();
    const element = holder(next);
    if (element !== document.activeElement) element.focus();
    show(next);
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
})();
